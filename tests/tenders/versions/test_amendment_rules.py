"""The table of changes: what is a detail, what prolongs the time to bid, what takes a new procedure."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenders.law.amendments import (
    RULES,
    Changed,
    Kind,
    Level,
    decide,
    level_of,
)
from tenders.law.extension import proposed_deadline
from tenders.law.marks import Mark
from tenders.law.periods import PARIS

DEADLINE = datetime(2027, 3, 10, 11, 0, tzinfo=UTC)  # a Wednesday, noon in Paris
MONTH = timedelta(days=30)
LONG = "Écoute et orientation des femmes victimes de violences, jour et nuit, tous les jours de l’annee."


@pytest.mark.parametrize(
    ("field", "before", "after", "code"),
    [
        ("title", "Ligne d’ecoute", "Ligne d’écoute.", "wording_mended"),
        ("title", "de jour, pas de nuit", "de nuit, pas de jour", "document_changed"),
        ("description", LONG, LONG.replace("annee", "année"), "wording_mended"),
        ("description", "24 h sur 24", "12 h sur 24", "document_changed"),
        ("title", "Écoute nationale", "écoute nationale.", "wording_mended"),
        ("budget_eur", "100", "200", "money_fixed"),
        ("lot.estimated_value_eur", "100", "200", "estimate_dated"),
        ("ess.reserved", False, True, "reservation_added"),
        ("ess.reserved", True, False, "reservation_changed"),
        ("ess.scope", "all_members", "lead_only", "reservation_changed"),
        ("procedure", "adapted", "open", "procedure_changed"),
        ("lot.main_cpv", "85312320", "79512000", "object_changed"),
        ("selection.minimum_turnover_eur", None, "1000000", "turnover_changed"),
        ("duration_months", 36, 48, "longer_contract"),
        ("duration_months", 36, 24, "need_changed"),
        ("contact_types.annual_volume", 100, 151, "need_far_beyond"),
        ("contact_types.annual_volume", 100, 150, "need_changed"),
        ("contact_types.annual_volume", 0, 150, "need_changed"),
        ("contact_types.source_note", "", "Observatoire", "remark"),
        ("criteria.kind", "price", "quality", "criteria_of_another_nature"),
        ("criteria.weight", "40", "50", "scoring_changed"),
        ("criteria.sub_criteria.weight", "40", "50", "scoring_changed"),
        ("requirements.threshold_share", "0.8", "0.9", "requirements_changed"),
        ("subcontracting.essential_tasks.level", 1, 2, "requirements_changed"),
        ("price_lines.quantity", "10", "12", "need_changed"),
        ("starts_on", "2027-01-01", "2027-02-01", "need_changed"),
        ("questions_due_at", "2027-01-01", "2027-02-01", "later_questions"),
        ("questions_due_at", "2027-02-01", "2027-01-01", "document_changed"),
        ("anything_new", None, 1, "document_changed"),
    ],
)
def test_each_field_has_its_rule(field: str, before: Any, after: Any, code: str) -> None:
    assert decide(Changed(field, Kind.CHANGED, before, after)).code == code


@pytest.mark.parametrize(
    ("field", "kind", "code"),
    [
        ("lot", Kind.ADDED, "lots_counted"),
        ("lot", Kind.REMOVED, "lots_counted"),
        ("criteria", Kind.REMOVED, "criteria_of_another_nature"),
        ("criteria", Kind.MOVED, "remark"),
        ("criteria.sub_criteria", Kind.ADDED, "scoring_changed"),
        ("contact_types", Kind.ADDED, "need_changed"),
    ],
)
def test_rows_that_come_go_or_move(field: str, kind: Kind, code: str) -> None:
    assert decide(Changed(field, kind)).code == code


def test_only_a_text_that_was_read_refuses() -> None:
    assert [rule.code for rule in RULES if rule.refused and rule.mark is not Mark.VERIFIED] == []
    assert len({rule.code for rule in RULES}) == len(RULES)


def test_the_weightiest_change_gives_the_level() -> None:
    rules = [decide(Changed("contact_types.source_note")), decide(Changed("criteria.weight"))]
    assert level_of(rules) is Level.IMPORTANT
    assert level_of([]) is Level.DETAIL


def proposed(level: Level, now: datetime = DEADLINE - timedelta(days=20)) -> datetime:
    return proposed_deadline(level=level, first=MONTH, deadline_at=DEADLINE, now=now)


def test_a_detail_moves_nothing() -> None:
    assert proposed(Level.DETAIL) == DEADLINE


def test_an_important_change_adds_a_third() -> None:
    found = proposed(Level.IMPORTANT)  # ten days later is a Saturday
    assert found == datetime(2027, 3, 22, 12, 0, tzinfo=PARIS)


def test_a_substantial_one_gives_all_the_time_again() -> None:
    assert proposed(Level.SUBSTANTIAL, DEADLINE - timedelta(days=1)) >= DEADLINE + timedelta(days=29)


@given(
    st.sampled_from([Level.IMPORTANT, Level.SUBSTANTIAL]),
    st.timedeltas(timedelta(0), timedelta(days=400)),
    st.integers(0, 4 * 365 * 24).map(lambda hours: DEADLINE + timedelta(hours=hours)),
    st.timedeltas(timedelta(0), timedelta(days=90)),
)
def test_it_is_always_later_on_a_weekday_at_the_same_hour(
    level: Level, first: timedelta, deadline_at: datetime, left: timedelta
) -> None:
    found = proposed_deadline(level=level, first=first, deadline_at=deadline_at, now=deadline_at - left)
    assert found >= deadline_at + timedelta(days=4, hours=23)
    assert found.astimezone(PARIS).weekday() < 5
    assert found.astimezone(PARIS).hour == deadline_at.astimezone(PARIS).hour
