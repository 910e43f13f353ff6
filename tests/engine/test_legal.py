"""The dated table of limits, and the rosters that no planning of the declared staff makes lawful."""

import datetime as dt

import pytest

from scoring.engine import legal
from scoring.engine.feasibility import PaperCheck, Severity, paper_check
from scoring.engine.model import Group, Shift
from tests.engine.builders import ALL_DAYS, call, engine_input, group


def check(team: Group) -> PaperCheck:
    return paper_check(engine_input((call(),), (team,)))


def severities(team: Group) -> dict[str, str]:
    return {finding.code: str(finding.severity) for finding in check(team).findings}


def articles(team: Group) -> dict[str, str]:
    return {finding.code: finding.article for finding in check(team).findings}


def test_every_limit_names_an_article_and_a_date() -> None:
    assert all(limit.article[0] in "LRD" and limit.meaning for limit in legal.LIMITS)
    assert legal.limits_on(legal.READ_ON) == legal.LIMITS


def test_a_limit_holds_from_its_first_day_to_its_last() -> None:
    limit = legal.LegalLimit(
        35, legal.Unit.HOURS, "L1", dt.date(2016, 8, 10), "essai", in_force_until=dt.date(2026, 12, 31)
    )
    days = [dt.date(2016, 8, 9), dt.date(2016, 8, 10), dt.date(2026, 12, 31), dt.date(2027, 1, 1)]
    assert [limit.is_in_force(day) for day in days] == [False, True, True, False]


def test_before_the_reform_only_the_weekly_rest_is_in_the_table() -> None:
    found = legal.limits_on(legal.REFORM_2016 - dt.timedelta(days=1))
    assert {limit.article for limit in found} == {"L3132-1", "L3132-2", "L3132-3"}


def test_the_paper_carries_the_table_that_it_used() -> None:
    document = check(group()).to_dict()
    assert {"L3132-2", "L3122-7", "L3121-23"} <= {limit["article"] for limit in document["limits"]}


def test_one_person_who_alternates_nights_and_a_sunday_never_rests_35_hours() -> None:
    nights = Shift((0, 1, 2, 3, 4), 22 * 60, 29 * 60, 1)
    sunday = Shift((6,), 10 * 60, 17 * 60, 1)
    alone = group(shifts=(nights, sunday), declared_staff=1)
    assert severities(alone)["weekly_rest"] == "unlawful"
    assert articles(alone)["weekly_rest"] == "L3132-2"
    assert "weekly_rest" not in severities(group(shifts=(nights, sunday), declared_staff=2))


@pytest.mark.parametrize(("sunday_start", "rests"), [(15 * 60, True), (14 * 60, False)])
def test_the_weekly_rest_is_counted_over_the_turn_of_the_week(sunday_start: int, *, rests: bool) -> None:
    """From Saturday 4h on: to Sunday 15h there are 35 hours, to 14h only 34; the other side has 28."""
    nights = Shift((0, 1, 2, 3, 4), 21 * 60, 28 * 60, 1)
    sunday = Shift((6,), sunday_start, 17 * 60, 1)
    assert ("weekly_rest" not in severities(group(shifts=(nights, sunday), declared_staff=1))) is rests


@pytest.mark.parametrize(("minutes", "is_lawful"), [(780, True), (781, False), (1440, False)])
def test_a_shift_leaves_eleven_hours_of_rest_in_its_day(minutes: int, *, is_lawful: bool) -> None:
    """However many are declared, and however long the pause."""
    team = group(shifts=(Shift((0,), 0, minutes, 1, 300),), declared_staff=9)
    assert ("span_over_13h" not in severities(team)) is is_lawful
    assert is_lawful or (severities(team)["span_over_13h"], articles(team)["span_over_13h"]) == (
        "unlawful",
        "L3131-1",
    )


def test_more_people_at_once_than_declared_is_said_before_anything_else() -> None:
    team = group(shifts=(Shift((0,), 480, 720, 12),), declared_staff=8)
    found = check(team).findings
    assert found[0].code == "headcount"
    assert "12 personnes prévues au même moment pour 8 déclarées" in found[0].reason


def test_nights_and_sundays_are_to_be_justified_not_refused() -> None:
    team = group(1, declared_staff=9)
    found = {finding.code: finding for finding in check(team).findings}
    assert found["night_work"].article == "L3122-15"
    assert found["night_work"].hours_per_year == pytest.approx(9 * 365.25)
    assert found["sunday_work"].hours_per_year == pytest.approx(24 * 365.25 / 7)
    assert {found[code].severity for code in ("night_work", "sunday_work")} == {Severity.TO_JUSTIFY}


def test_night_workers_average_at_most_forty_hours() -> None:
    nights = (Shift(ALL_DAYS, 22 * 60, 29 * 60, 1),)
    assert "night_average_40h" in severities(group(shifts=nights, contract_hours_per_week=42.0))
    assert "night_average_40h" not in severities(group(shifts=nights, contract_hours_per_week=39.0))
