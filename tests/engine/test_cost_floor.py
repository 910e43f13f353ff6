"""The lawful least that a roster costs: computed by hand for small rosters, and its place beside a price."""

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.cost_floor import BidPrice, CostFloor, Part, Signal, cost_floor
from scoring.engine.cost_hours import hours_of
from scoring.engine.labour_rates import (
    BRANCH_MINIMA,
    REQUIRED,
    Bound,
    MissingRatesError,
    Rate,
    RateKind,
    Rates,
    RateUnit,
)
from scoring.engine.model import Calendar, Employer, EngineInput, Group, Shift
from tests.engine.builders import ALL_DAYS, call, engine_input, group, lead_case

DAY = dt.date(2026, 11, 15)
AGENCY = Employer("Renfort (fictif)", is_subcontractor=True)
#: A pay without anything above the wage: 12 euros, no premium, no leave, no contribution.
BARE = dict.fromkeys(REQUIRED, (Decimal(0), Decimal(0))) | {
    RateKind.SMIC_HOURLY: (Decimal(12), Decimal(12)),
    RateKind.REDUCTION_EXPONENT: (Decimal("1.75"), Decimal("1.75")),
    RateKind.REDUCTION_CEILING: (Decimal(3), Decimal(3)),
    RateKind.PAID_ABSENCE: (Decimal(1), Decimal(1)),
}


def rates(**changes: tuple[str, str]) -> Rates:
    values = BARE | {RateKind(key): (Decimal(low), Decimal(high)) for key, (low, high) in changes.items()}
    return Rates.of(DAY, [rate(kind, *value) for kind, value in values.items()])


def rate(kind: RateKind, low: Decimal, high: Decimal, since: dt.date = dt.date(2026, 1, 1)) -> Rate:
    return Rate(kind, low, high, since, "source d’essai")


def asked(*teams: Group, calendar: Calendar | None = None) -> EngineInput:
    data = engine_input((call(),), teams)
    return data if calendar is None else EngineInput(calendar, data.contact_types, data.groups)


def office(**changes: Any) -> Group:
    """Seven hours a day, Monday to Friday: 35 hours a week, half an hour of unpaid break each day."""
    return group(shifts=(Shift((0, 1, 2, 3, 4), 480, 930, 1, 30),), **changes)


def floor(*teams: Group, price: str = "100000", months: int = 12, **changes: tuple[str, str]) -> CostFloor:
    return cost_floor(asked(*teams), rates(**changes), BidPrice(Decimal(price), months))


def test_bare_hours_cost_the_smic() -> None:
    assert floor(office()).yearly_eur.low == Decimal("21915.00")  # 35 h x 365.25 / 7 weeks x 12 euros


def test_premiums_add_up_on_the_hours_that_they_concern() -> None:
    night = group(shifts=(Shift((6,), 21 * 60, 28 * 60, 1),))
    found = floor(night, night_premium=("0.25", "0.25"), sunday_premium=("0.5", "0.5"))
    parts = {one.part: one.yearly_eur.low for one in found.parts}
    week = Decimal(12) * Decimal("365.25") / 7
    assert parts[Part.BASE] == pytest.approx(week * 7, abs=Decimal("0.07"))
    assert parts[Part.NIGHT] == pytest.approx(week * 7 / 4, abs=Decimal("0.07"))
    assert parts[Part.SUNDAY] == pytest.approx(week * 3 / 2, abs=Decimal("0.07"))


def test_holidays_are_those_of_the_calendar_and_the_first_of_may_stands_apart() -> None:
    holidays = (dt.date(2027, 5, 1), dt.date(2027, 5, 6), dt.date(2027, 5, 17), dt.date(2029, 5, 8))
    calendar = Calendar(dt.date(2027, 1, 4), 52, public_holidays=holidays)
    hours = hours_of(office(), calendar)
    assert hours.may_day == 0  # a Saturday
    assert hours.holiday == Decimal("14.05")  # two days of 7 hours in 364 days, brought to 365.25
    assert hours_of(group(1), calendar).may_day == Decimal("24.08")


def test_hours_beyond_thirty_five_are_paid_more() -> None:
    found = floor(office(contract_hours_per_week=39.0), overtime_premium=("0.10", "0.25"))
    overtime = next(one.yearly_eur for one in found.parts if one.part is Part.OVERTIME)
    assert overtime.low == pytest.approx(Decimal(21915) * 4 / 39 / 10, abs=Decimal("0.1"))
    assert overtime.high == pytest.approx(Decimal(21915) * 4 / 39 / 4, abs=Decimal("0.1"))


def test_breaks_and_absences_are_paid_as_told() -> None:
    found = floor(office(absence_share=0.1), paid_break=("0", "1"), paid_absence=("0", "1"))
    assert found.yearly_eur.low == Decimal("19723.50")
    assert found.yearly_eur.high == pytest.approx(Decimal(21915) * Decimal("37.5") / 35, abs=Decimal("0.2"))


def test_leave_is_a_part_of_all_the_pay() -> None:
    assert floor(office(), paid_leave=("0.1", "0.1")).yearly_eur.low == Decimal("24106.50")


def test_a_team_is_paid_at_the_minimum_of_its_highest_level() -> None:
    two = call(id="second", level=2)
    data = engine_input((call(), two), (office(skills=("call", "second")),))
    found = cost_floor(data, rates(branch_minimum_2=("15", "18")), BidPrice(Decimal(1), 12))
    assert (found.groups[0].wage_eur.low, found.groups[0].wage_eur.high) == (Decimal(15), Decimal(18))
    assert found.groups[0].hour_eur.low == Decimal(15)


def test_no_branch_minimum_goes_under_the_smic() -> None:
    assert floor(office(), branch_minimum_1=("11", "11")).groups[0].wage_eur.low == Decimal(12)


@pytest.mark.parametrize(
    ("pay_in_smic", "share"),
    [("1", "0.0189"), ("0.9", "0.0189"), ("3", "0.42"), ("2.999999", "0.4"), ("4", "0.42")],
)
def test_the_general_reduction_is_greatest_at_the_smic_and_ends_at_three(
    pay_in_smic: str, share: str
) -> None:
    """40.11 % at the SMIC (Tmin 2 %, Tdelta 38.11 %), 2 % just under three SMIC, nothing from there on."""
    bound = Bound(
        {
            RateKind.CONTRIBUTIONS: Decimal("0.42"),
            RateKind.REDUCTION_MINIMUM: Decimal("0.02"),
            RateKind.REDUCTION_DELTA: Decimal("0.3811"),
            RateKind.REDUCTION_EXPONENT: Decimal("1.75"),
            RateKind.REDUCTION_CEILING: Decimal(3),
        }
    )
    assert bound.net_contributions(Decimal(pay_in_smic)) == pytest.approx(Decimal(share), abs=Decimal("1e-6"))


def test_contributions_weigh_on_the_pay_and_its_leave() -> None:
    found = floor(office(), contributions=("0.4", "0.4"), paid_leave=("0.1", "0.1"))
    assert found.yearly_eur.low == pytest.approx(Decimal("24106.50") * Decimal("1.4"), abs=Decimal("0.02"))


@pytest.mark.parametrize(
    ("price", "signal"), [("43829.99", "below"), ("43830", "within"), ("87659", "within"), ("87660", "above")]
)
def test_a_price_lies_under_inside_or_over_the_band(price: str, signal: str) -> None:
    found = floor(office(), price=price, months=24, sunday_premium=("0", "0"), paid_leave=("0", "1"))
    assert (found.duration_eur.low, found.duration_eur.high) == (Decimal("43830.00"), Decimal("87660.00"))
    assert found.signal == signal
    assert found.left_eur.high == Decimal(price) - Decimal("43830")


def test_a_subcontractor_is_looked_at_against_its_own_amount() -> None:
    data = asked(office(), office(id="renfort", employer=AGENCY))
    found = cost_floor(data, rates(), BidPrice(Decimal(90_000), 12, {AGENCY.name: Decimal(20_000)}))
    own, lent = found.employers
    assert (own.declared_eur, own.signal) == (None, None)
    assert (lent.declared_eur, lent.signal) == (Decimal(20_000), Signal.BELOW)


def test_a_price_of_no_month_is_refused() -> None:
    with pytest.raises(ValueError, match="month"):
        floor(office(), months=0)


def test_the_latest_value_in_force_on_the_day_is_used() -> None:
    dates = (dt.date(2025, 1, 1), dt.date(2026, 1, 1), dt.date(2027, 1, 1))
    smic = [rate(RateKind.SMIC_HOURLY, Decimal(10 + k), Decimal(10 + k), day) for k, day in enumerate(dates)]
    others = [rate(kind, *BARE[kind]) for kind in REQUIRED if kind is not RateKind.SMIC_HOURLY]
    assert Rates.of(DAY, [*reversed(smic), *others]).in_force[RateKind.SMIC_HOURLY].value == Decimal(11)


def test_a_parameter_without_value_is_named() -> None:
    with pytest.raises(MissingRatesError, match="SMIC horaire brut") as error:
        Rates.of(dt.date(2025, 12, 31), [rate(kind, *BARE[kind]) for kind in REQUIRED])
    assert error.value.kinds == REQUIRED
    assert set(RateKind) - set(REQUIRED) == set(BRANCH_MINIMA)
    assert {kind.unit for kind in BRANCH_MINIMA} == {RateUnit.EUR_PER_HOUR}


@given(heads=st.integers(0, 30), absence=st.floats(0, 1), premium=st.integers(0, 200))
def test_the_parts_make_the_whole_and_low_stays_under_high(heads: int, absence: float, premium: int) -> None:
    share = str(Decimal(premium) / 100)
    team = group(shifts=(Shift(ALL_DAYS, 1260, 1860, heads, 30),), absence_share=absence)
    found = floor(team, night_premium=("0", share), paid_absence=("0", "1"), contributions=("0.01", "0.1"))
    assert found.yearly_eur.low <= found.yearly_eur.high
    for bound in ("low", "high"):
        whole = sum(getattr(one.yearly_eur, bound) for one in found.parts)
        assert abs(whole - getattr(found.yearly_eur, bound)) <= Decimal("0.05")


def test_the_document_of_the_lead_case_is_json_with_exact_amounts() -> None:
    document = cost_floor(lead_case(), rates(), BidPrice(Decimal(6_000_000), 36)).to_dict()
    assert json.loads(json.dumps(document)) == document
    assert document["schema"] == "cost-floor/1"
    assert Decimal(document["duration_eur"]["low"]) == 3 * Decimal(document["yearly_eur"]["low"])
    assert document["rates"][0]["label"] == "SMIC horaire brut"
