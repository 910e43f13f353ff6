"""The checks that the law asks for beyond what the computation needs, each with the draft that fails it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tenders.checks import CODES, Severity, problems_of
from tenders.enums import CriterionKind, Measure, ProcedureKind, TenderState
from tenders.models import EssClause, Lot, SubcontractingRule, Tender
from tests.tender_builders import lead_case_draft, published_tender

from .test_checks import CASES as OTHER_CASES

pytestmark = pytest.mark.django_db
Change = Callable[[Tender, Lot], object]
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
SEEN_IN_OWN_TESTS = {
    "no_lot",
    "no_profile",
    "subcontracting_excluded",
    "earlier_reserved",
    "threshold_unknown",
    "turnover_without_estimate",
}


def of_tender(**fields: Any) -> Change:
    return lambda _tender, _lot: Tender.objects.update(**fields)


def of_lot(**fields: Any) -> Change:
    return lambda _tender, _lot: Lot.objects.update(**fields)


def of_rule(**fields: Any) -> Change:
    return lambda _tender, _lot: SubcontractingRule.objects.update(**fields)


def part(name: str) -> Change:
    return lambda _tender, lot: (
        lot.criteria.get(kind="quality").sub_criteria.filter(position=1).update(name=name)
    )


def two_lots(first: int | None, second: int | None) -> Change:
    def change(tender: Tender, lot: Lot) -> None:
        Lot.objects.filter(pk=lot.pk).update(estimated_value_eur=first)
        Lot.objects.create(tender=tender, number=2, title="Autre", estimated_value_eur=second)

    return change


def unreserved_in_words(tender: Tender, lot: Lot) -> None:
    EssClause.objects.update(reserved=False)
    Lot.objects.update(description="Lot réservé aux entreprises de l’ESS.")


def speed_alone(tender: Tender, lot: Lot) -> None:
    lot.criteria.filter(kind=CriterionKind.QUALITY).update(kind=CriterionKind.SOCIAL)
    capacity = lot.criteria.filter(kind=CriterionKind.CAPACITY)
    capacity.update(measure=Measure.ANSWERED_WITHIN, within_seconds=60)


def days_left(days: int, procedure: ProcedureKind, **fields: Any) -> Change:
    deadline_at = NOW + timedelta(days=days)
    return of_tender(deadline_at=deadline_at, procedure=procedure, **fields)


def other_service(**fields: Any) -> Change:
    """The services of a switchboard, which no list of social services has."""

    def change(tender: Tender, lot: Lot) -> None:
        Lot.objects.update(main_cpv="79511000")
        Tender.objects.update(**fields)

    return change


def split_need(tender: Tender, lot: Lot) -> None:
    earlier = lead_case_draft(tender.created_by)
    Tender.objects.update(estimated_value_eur=500_000)
    rank(earlier, NOW - timedelta(days=100))


def questions_left(days: int) -> Change:
    """Questions end so many days before the deadline: two to write the answer, six to have sent it."""
    deadline_at = NOW + timedelta(days=30)
    return of_tender(deadline_at=deadline_at, questions_due_at=deadline_at - timedelta(days=days))


def same_contacts_otherwise_written(tender: Tender, lot: Lot) -> None:
    """All the lot's contacts are chats: to grade all and to require chats is one test."""
    lot.contact_types.update(channel="chat")
    lot.criteria.filter(kind=CriterionKind.CAPACITY).update(channel="", measure=Measure.ANSWERED_SHARE)
    lot.requirements.update(measure=Measure.ANSWERED_SHARE, channel="chat", language="", threshold_share=1)


def detailed_price(tender: Tender, lot: Lot) -> None:
    lot.criteria.get(kind=CriterionKind.PRICE).sub_criteria.create(name="Forfait", weight=100)


CASES: list[tuple[str, Change]] = [
    ("sub_criteria_computed", detailed_price),
    ("no_allotment_reason", of_tender(no_allotment_reason=" ")),
    ("lots_above_estimate", two_lots(6_000_000, 1)),
    ("lots_below_estimate", two_lots(5_000_000, 1)),
    ("lot_without_estimate", two_lots(5_000_000, None)),
    ("no_environmental_clause", of_tender(environmental_clause="\n")),
    ("no_social_clause", of_tender(social_clause="")),
    ("no_deaf_access", of_tender(deaf_access="")),
    ("deaf_access_reduced", of_tender(deaf_access="other_hours")),
    ("deaf_access_without_detail", of_tender(deaf_access="by_buyer", deaf_access_note="")),
    ("no_personal_data", of_tender(personal_data="")),
    ("turnover_above_cap", of_lot(minimum_turnover_eur=Decimal("9000000.01"))),
    ("turnover_above_cap_justified", of_lot(minimum_turnover_eur=10**7, minimum_turnover_reason="Avances.")),
    ("indicator_punishes_listening", part("Durée moyenne de traitement inférieure à 6 minutes")),
    ("only_pick_up_delay", speed_alone),
    ("criterion_of_conformity", part("Conformité au cahier des charges")),
    ("criterion_of_candidacy", part("Références de l’entreprise")),
    ("reserved_in_words_only", unreserved_in_words),
    ("essential_tasks_everywhere", lambda _t, lot: lot.essential_tasks.update(channel="", level=None)),
    ("share_is_total", of_rule(maximum_share=1)),
    ("share_is_nothing", of_rule(maximum_share=0)),
    (
        "open_delay_short",
        days_left(20, ProcedureKind.OPEN, urgency_reason="Fin anticipée du marché en cours."),
    ),
    ("followed_delay_unlawful", days_left(29, ProcedureKind.ADAPTED, followed_procedure="open")),
    ("preinformation_not_sent", of_tender(preinformation_sent_on=NOW + timedelta(days=2))),
    ("preinformation_out_of_time", of_tender(preinformation_sent_on=NOW - timedelta(days=20))),
    ("other_procedure_without_reason", of_tender(procedure=ProcedureKind.OPEN)),
    ("two_phases", of_tender(procedure=ProcedureKind.RESTRICTED)),
    ("negotiated_needs_a_case", other_service(procedure=ProcedureKind.NEGOTIATED)),
    ("adapted_above_threshold", other_service()),
    ("formal_notices_missing", other_service()),
    ("national_notice_missing", other_service(estimated_value_eur=100_000, publicity=[])),
    ("european_notice_missing", of_tender(publicity=["boamp"])),
    ("no_buyer_kind", of_tender(buyer_kind="")),
    ("estimate_near_threshold", of_tender(estimated_value_eur=749_999)),
    ("need_split", split_need),
    ("reserved_by_entity", of_tender(buyer_kind="entity")),
    ("adapted_delay_short", days_left(14, ProcedureKind.ADAPTED)),
    ("questions_past", of_tender(questions_due_at=NOW)),
    ("questions_after_deadline", of_tender(questions_due_at=NOW + timedelta(days=60))),
    ("questions_too_late", questions_left(7)),
    ("required_and_scored", same_contacts_otherwise_written),
]


def problems(tender: Tender, now: datetime = NOW) -> dict[str, Any]:
    return {problem.code: problem for problem in problems_of(Tender.objects.get(pk=tender.pk), now)}


@pytest.mark.parametrize(("code", "change"), CASES, ids=[code for code, _ in CASES])
def test_each_check_sees_its_case_and_only_then(code: str, change: Change) -> None:
    tender = lead_case_draft()
    assert code not in problems(tender)
    change(tender, tender.lots.get())
    problem = problems(tender)[code]
    assert problem.remedy.endswith(".")
    assert "  " not in problem.message


def test_eight_days_are_enough_to_answer() -> None:
    tender = lead_case_draft()
    questions_left(8)(tender, tender.lots.get())
    assert not {code for code in problems(tender) if code.startswith("questions")}


def test_every_declared_code_has_its_case() -> None:
    seen = {code for code, _ in (*CASES, *OTHER_CASES)}
    assert seen | SEEN_IN_OWN_TESTS == set(CODES)


def test_only_a_text_that_was_read_or_the_computation_blocks() -> None:
    doubtful = {code for code, one in CODES.items() if str(one.basis) in ("secondary", "memory")}
    assert doubtful
    assert {CODES[code].severity for code in doubtful} == {Severity.WARNING}


def test_a_draft_without_lot_or_profile_is_seen() -> None:
    tender = lead_case_draft()
    tender.lots.get().contact_types.update(profile=None)
    tender.lots.get().profiles.all().delete()
    assert "no_profile" in problems(tender)
    empty = Tender.objects.create(
        reference="2026-9999",
        buyer=tender.buyer,
        created_by=tender.created_by,
        title="Sans lot",
        created_at=NOW,
        saved_at=NOW,
    )
    assert "no_lot" in problems(empty)


def test_the_turnover_of_a_lot_is_capped_by_its_own_estimate() -> None:
    tender = lead_case_draft()
    two_lots(1_000_000, 5_000_000)(tender, tender.lots.get())
    tender.lots.filter(number=1).update(minimum_turnover_eur=1_500_000)
    assert "turnover_above_cap" not in problems(tender)
    tender.lots.filter(number=1).update(minimum_turnover_eur=Decimal("1500000.01"))
    assert "1\u202f500\u202f000" in problems(tender)["turnover_above_cap"].message
    tender.lots.filter(number=1).update(estimated_value_eur=None)
    assert "turnover_without_estimate" in problems(tender)


def test_twice_the_estimate_could_be_asked_before_2026() -> None:
    tender = lead_case_draft()
    Lot.objects.update(minimum_turnover_eur=12_000_000)
    assert "turnover_above_cap" not in problems(tender, datetime(2025, 12, 31, 12, tzinfo=UTC))
    assert "turnover_above_cap" in problems(tender, datetime(2026, 1, 1, 12, tzinfo=UTC))


def test_a_line_without_calls_asks_nothing_of_deaf_access() -> None:
    tender = lead_case_draft()
    Tender.objects.update(deaf_access="")
    tender.lots.get().contact_types.update(channel="email")
    assert "no_deaf_access" not in problems(tender)


def test_a_smaller_need_asks_no_social_clause() -> None:
    tender = lead_case_draft()
    Tender.objects.update(social_clause="", estimated_value_eur=749_999)
    assert "no_social_clause" not in problems(tender)
    Tender.objects.update(estimated_value_eur=750_000, no_social_clause_reason="Exécution à l’étranger.")
    assert "no_social_clause" not in problems(tender)


def rank(tender: Tender, at: datetime) -> None:
    """Give the draft the moments of a consultation already ranked."""
    moments = {
        "published_at": at,
        "deadline_at": at,
        "opened_at": at + timedelta(1),
        "ranked_at": at + timedelta(2),
    }
    Tender.objects.filter(pk=tender.pk).update(state=TenderState.RANKED, fingerprint="0" * 64, **moments)


def test_an_earlier_reserved_lot_of_the_same_services_is_recalled() -> None:
    earlier = lead_case_draft()
    later = lead_case_draft(earlier.created_by)
    assert "earlier_reserved" not in problems(later)
    rank(earlier, NOW - timedelta(days=1000))
    assert earlier.reference in problems(later)["earlier_reserved"].message
    assert "earlier_reserved" not in problems(later, NOW + timedelta(days=200))


def test_the_earlier_lot_of_another_buyer_is_not() -> None:
    earlier, later = lead_case_draft(), lead_case_draft()
    rank(earlier, NOW - timedelta(days=10))
    assert "earlier_reserved" not in problems(later)


def test_a_publication_states_the_articles_of_the_reservation(client: Any) -> None:
    page = client.get(f"/consultations/{published_tender().reference}/").content.decode()
    assert page.count("L.&nbsp;2113-15") == 1
    assert "L.&nbsp;2112-2)" in page
    assert "Aux mêmes heures que le service téléphonique" in page


def test_a_threshold_of_a_day_that_no_source_covers_is_said_unknown() -> None:
    tender = lead_case_draft()
    other_service()(tender, tender.lots.get())
    assert "threshold_unknown" not in problems(tender)
    assert "threshold_unknown" in problems(tender, datetime(2028, 1, 1, 12, tzinfo=UTC))


def test_an_open_call_names_the_first_day_on_which_its_deadline_is_lawful() -> None:
    tender = lead_case_draft()
    days_left(29, ProcedureKind.OPEN)(tender, tender.lots.get())
    found = problems(tender)["open_delay_unlawful"]
    assert "laisse 29 jours" in found.message.replace("\u00a0", " ")
    assert "22 décembre 2026" in found.remedy.replace("\u00a0", " ")
    Tender.objects.update(deadline_at=datetime(2026, 12, 22, 8, tzinfo=UTC))
    assert "open_delay_unlawful" not in problems(tender)


def test_a_reason_lets_the_officer_choose_another_procedure() -> None:
    tender = lead_case_draft()
    Tender.objects.update(procedure=ProcedureKind.OPEN, procedure_reason="Règle interne du ministère.")
    found = problems(tender)
    assert "other_procedure_without_reason" not in found
    assert "two_phases" not in found
