"""Values are added, never changed; the buyer's own win over the national ones."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from accounts.enums import Role
from accounts.models import Organisation, User
from audit.enums import EventKind
from audit.models import Event
from scoring.costs.models import LabourRate, in_words
from scoring.costs.services import RateData, add_rate
from scoring.engine.labour_rates import REQUIRED, RateKind, Rates
from tests.people import make_auditor, make_bidder, make_buyer, make_officer, member

pytestmark = pytest.mark.django_db
NIGHT = RateData(
    kind=RateKind.NIGHT_PREMIUM,
    value=Decimal("0.2"),
    value_high=Decimal("0.3"),
    applies_from=date(2020, 1, 1),
    source="Accord d’entreprise du 3 décembre 2019 (fictif)",
    to_verify=False,
    reason="Convention du titulaire sortant",
)
DAY = date(2026, 11, 15)


def test_national_values_suffice_for_a_floor(buyer: Organisation) -> None:
    rates = Rates.of(DAY, [row.as_rate() for row in LabourRate.objects.in_force(buyer, DAY).values()])
    assert set(rates.in_force) == set(REQUIRED)
    assert rates.in_force[RateKind.SMIC_HOURLY].value == Decimal("12.02")


def test_contributions_almost_vanish_at_the_smic(buyer: Organisation) -> None:
    """The reduction takes back 39.81 and 40.21 points: what remains is outside its field."""
    rates = Rates.of(DAY, [row.as_rate() for row in LabourRate.objects.in_force(buyer, DAY).values()])
    low, high = (bound.net_contributions(Decimal(1)) for bound in rates.bounds())
    assert (low, high) == (Decimal("0.00816"), Decimal("0.05656"))


def test_the_smic_of_the_day_is_used(buyer: Organisation) -> None:
    in_force = LabourRate.objects.in_force(buyer, date(2025, 12, 31))
    assert in_force[RateKind.SMIC_HOURLY].value == Decimal("11.88")


def test_a_value_of_the_buyer_wins_even_when_older(buyer: Organisation, officer: User, now: datetime) -> None:
    rate = add_rate(buyer=buyer, data=NIGHT, actor=officer, now=now)
    assert LabourRate.objects.in_force(buyer, DAY)[RateKind.NIGHT_PREMIUM] == rate
    assert LabourRate.objects.in_force(make_buyer(), DAY)[RateKind.NIGHT_PREMIUM].is_national


def test_of_two_values_of_a_day_the_last_entered_corrects(
    buyer: Organisation, officer: User, now: datetime
) -> None:
    add_rate(buyer=buyer, data=NIGHT, actor=officer, now=now)
    second = add_rate(buyer=buyer, data=replace(NIGHT, value=Decimal("0.25")), actor=officer, now=now)
    assert LabourRate.objects.in_force(buyer, DAY)[RateKind.NIGHT_PREMIUM] == second


def test_an_addition_is_journaled_with_its_source(buyer: Organisation, officer: User, now: datetime) -> None:
    add_rate(buyer=buyer, data=NIGHT, actor=officer, now=now)
    event = Event.objects.get(kind=EventKind.LABOUR_RATE_ADDED)
    assert event.actor == officer
    assert event.payload["source"] == NIGHT.source
    assert (event.payload["kind"], event.payload["value"]) == ("night_premium", "0.2")


def test_only_officers_of_the_buyer_add(buyer: Organisation, now: datetime) -> None:
    others = (
        make_officer(make_buyer()),
        member(buyer, Role.EVALUATOR),
        make_auditor(),
        make_bidder(),
    )
    for person in others:
        with pytest.raises(PermissionDenied):
            add_rate(buyer=buyer, data=NIGHT, actor=person, now=now)
    assert not LabourRate.objects.filter(buyer=buyer).exists()


@pytest.mark.parametrize(
    "wrong",
    [{"value_high": Decimal("0.1")}, {"source": ""}, {"reason": ""}, {"value": Decimal(-1)}],
)
def test_nonsense_is_refused_whole(
    buyer: Organisation, officer: User, now: datetime, wrong: dict[str, Decimal]
) -> None:
    with pytest.raises(ValidationError):
        add_rate(buyer=buyer, data=replace(NIGHT, **wrong), actor=officer, now=now)  # type: ignore[arg-type]
    assert not Event.objects.filter(kind=EventKind.LABOUR_RATE_ADDED).exists()


@pytest.mark.parametrize("statement", ["UPDATE {} SET value = 1", "DELETE FROM {}"])
def test_the_database_refuses_to_rewrite_a_value(statement: str) -> None:
    from django.db import connection

    with pytest.raises(DatabaseError, match="ne fait que croître"), transaction.atomic():
        connection.cursor().execute(statement.format("scoring_labourrate"))


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (RateKind.SMIC_HOURLY, "12.02000", "12,02\u00a0€"),
        (RateKind.NIGHT_PREMIUM, "0.25000", "25\u00a0%"),
        (RateKind.PAID_LEAVE, "0.13250", "13,25\u00a0%"),
        (RateKind.CONTRIBUTIONS, "0.40626", "40,626\u00a0%"),
        (RateKind.REDUCTION_EXPONENT, "1.75000", "1,75"),
        (RateKind.REDUCTION_CEILING, "3.00000", "3"),
        (RateKind.SUNDAY_PREMIUM, "0.00000", "0\u00a0%"),
    ],
)
def test_values_are_shown_with_their_unit(kind: RateKind, value: str, text: str) -> None:
    assert in_words(kind, Decimal(value)) == text
