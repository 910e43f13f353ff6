"""The law's own figures and lists: dates on which they change, and the words that betray a criterion."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenders.law import clauses, wording
from tenders.law.procedures import Nature
from tenders.law.reserved import ReservedAward, barring, reservable
from tenders.law.thresholds import Buyer
from tenders.law.turnover import highest_turnover_eur
from tenders.text import folded

AWARD = ReservedAward("130000001", "775000002", "85312310", date(2024, 3, 1))
DAYS = st.dates(min_value=date(2015, 1, 1), max_value=date(2060, 1, 1))


def barred(on: date, *, buyer: str = "130000001", supplier: str = "775000002", cpv: str = "85310000") -> bool:
    return bool(barring([AWARD], buyer_siren=buyer, supplier_siren=supplier, cpv=cpv, on=on))


def test_the_holder_of_a_reserved_contract_is_barred_for_three_years() -> None:
    assert barred(date(2024, 3, 1))
    assert barred(date(2027, 3, 1))
    assert not barred(date(2027, 3, 2))
    assert not barred(date(2024, 2, 29))


def test_another_buyer_supplier_or_service_is_not_concerned() -> None:
    assert not barred(date(2025, 1, 1), buyer="130000009")
    assert not barred(date(2025, 1, 1), supplier="775000009")
    assert not barred(date(2025, 1, 1), cpv="80420000")


@given(DAYS)
def test_the_bar_always_lasts_three_years_to_the_day(awarded_on: date) -> None:
    award = ReservedAward("1", "2", "85312310", awarded_on)
    assert timedelta(days=1094) <= award.barred_until - awarded_on <= timedelta(days=1096)


def test_the_cap_on_turnover_fell_on_1_january_2026() -> None:
    assert highest_turnover_eur(Decimal(100), date(2025, 12, 31)) == 200
    assert highest_turnover_eur(Decimal(100), date(2026, 1, 1)) == 150


def test_deaf_people_reach_a_24_hour_line_at_all_hours_since_october_2026() -> None:
    assert clauses.deaf_access_share(date(2026, 9, 30)) == Decimal("0.5")
    assert clauses.deaf_access_share(date(2026, 10, 1)) == 1


def test_the_social_clause_is_asked_from_the_threshold_on() -> None:
    on = date(2026, 11, 22)
    social = clauses.social_clause_from(Nature.SOCIAL, Buyer.STATE, on)
    other = clauses.social_clause_from(Nature.OTHER, Buyer.STATE, on)
    assert social
    assert other
    assert [social.value_eur, other.value_eur] == [Decimal(750_000), Decimal(140_000)]
    assert clauses.social_clause_from(Nature.SOCIAL, Buyer.STATE, date(2026, 8, 21)) is None


@pytest.mark.parametrize(
    ("cpv", "allowed"),
    [("85312310", True), ("85323000", True), ("85324000", False), ("79512000", False), ("98133110", True)],
)
def test_which_codes_can_be_reserved(cpv: str, *, allowed: bool) -> None:
    assert reservable(cpv) is allowed


@pytest.mark.parametrize(
    "text",
    [
        "DMT inférieure à 9 min",
        "Durée moyenne de traitement",
        "Durée moyenne d’appel",
        "Temps moyen de conversation",
        "Durée maximale des entretiens : temps maximum d’écoute",
        "80 % des appels en moins de 6 minutes",
        "Appels de moins de 6 minutes",
        "Entretiens d’une durée inférieure à 9 mn",
        "Durée de communication plafonnée à 9 minutes",
    ],
)
def test_a_ceiling_on_listening_is_seen(text: str) -> None:
    assert wording.punishes_listening(folded(text))


@pytest.mark.parametrize(
    "text",
    [
        "Appels auxquels il est répondu en moins de 3 minutes",
        "Appels décrochés en moins de 2 minutes",
        "Temps d’attente inférieur à 4 minutes",
        "Délai de rappel : au plus 30 minutes",
        "Qualité de l’écoute",
        "Durée du marché",
        "Admission des appels difficiles",
        "",
    ],
)
def test_a_ceiling_on_waiting_is_not_one(text: str) -> None:
    assert not wording.punishes_listening(folded(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Conformité au cahier des charges", True),
        ("Respect des exigences du CCTP", True),
        ("Complétude du mémoire", True),
        ("Respect de l’anonymat des personnes", False),
        ("Qualité au-delà des exigences minimales", False),
    ],
)
def test_a_criterion_that_only_ticks_boxes_is_seen(text: str, *, found: bool) -> None:
    assert wording.checks_conformity(folded(text)) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [("Références de même nature", True), ("Chiffre d’affaires", True), ("Équipe affectée au marché", False)],
)
def test_a_criterion_on_the_firm_is_seen(text: str, *, found: bool) -> None:
    assert wording.judges_the_candidate(folded(text)) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ce lot est réservé aux entreprises de l’économie sociale et solidaire.", True),
        ("Marché réservé à des structures de l’ESS", True),
        ("Prestations réservées aux femmes victimes de violences", False),
        ("Les crédits sont réservés. L’économie sociale y a sa place.", False),
    ],
)
def test_a_reservation_in_words_is_seen(text: str, *, found: bool) -> None:
    assert wording.speaks_of_reservation(folded(text)) is found


@given(st.text(max_size=400))
def test_no_text_breaks_the_reading_of_words(text: str) -> None:
    for read in (wording.punishes_listening, wording.checks_conformity, wording.speaks_of_reservation):
        assert read(folded(text)) in (True, False)
