"""The moments of a consultation from plain facts: what is due, by which article, what blocks it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procedure.calls import CALLS, call
from procedure.chronograph.facts import HoldFacts, LotFacts, RoundFacts, TenderFacts
from procedure.chronograph.moment import Moment, Nature, State
from procedure.chronograph.moments import moments, next_turn
from tenders.law.marks import Mark

NOW = datetime(2027, 2, 1, 11, tzinfo=UTC)
DAY = timedelta(days=1)
PUBLISHED = TenderFacts(
    "2027-0001", published_at=NOW - 40 * DAY, deadline_at=NOW + DAY, questions_due_at=NOW - 9 * DAY
)
OPENED = replace(PUBLISHED, deadline_at=NOW - 30 * DAY, opened_at=NOW - 29 * DAY, ranked_at=NOW - 28 * DAY)
INFORMED = LotFacts(
    1,
    awarded_at=NOW - 20 * DAY,
    informed_at=NOW - 19 * DAY,
    sign_from_at=NOW + DAY,
    blockers=("Un référé est en cours (CJA, L. 551-4)",),
)
SIGNED = replace(INFORMED, sign_from_at=NOW - 8 * DAY, signed_at=NOW - 7 * DAY, blockers=())


def found(facts: TenderFacts, now: datetime = NOW) -> dict[str, Moment]:
    return {one.name: one for one in moments(facts, now)}


def states(facts: TenderFacts, now: datetime = NOW) -> dict[str, State]:
    return {name: one.state(now) for name, one in found(facts, now).items()}


def test_a_draft_awaits_its_publication() -> None:
    assert states(TenderFacts("2027-0001")) == {"publication": State.COMING}


def test_before_the_deadline_nothing_is_opened() -> None:
    assert states(PUBLISHED) == {
        "publication": State.DONE,
        "questions_end": State.DONE,
        "deadline": State.COMING,
        "opening": State.COMING,
        "ranking": State.COMING,
    }


def test_after_it_the_bids_may_be_opened() -> None:
    facts = replace(PUBLISHED, deadline_at=NOW - timedelta(seconds=1))
    assert (states(facts)["deadline"], states(facts)["opening"]) == (State.DONE, State.TO_DO)
    assert found(facts)["opening"].text == "Les plis peuvent être ouverts."


def test_questions_that_wait_are_due_six_days_before() -> None:
    facts = replace(PUBLISHED, unanswered=2, answers_due_on=date(2027, 1, 27), is_formal=True)
    moment = found(facts)["answers_due"]
    assert (moment.state(NOW), moment.mark) == (State.OVERDUE, Mark.VERIFIED)
    assert moment.due_at == datetime(2027, 1, 27, 23, tzinfo=UTC)
    assert found(replace(facts, is_formal=False))["answers_due"].mark is Mark.INTERPRETATION


def test_who_has_not_signed_is_counted() -> None:
    facts = replace(OPENED, unsigned=2, recused=1)
    assert found(facts)["declarations"].text.startswith(
        "2 personnes doivent encore signer avant de lire les offres. Déports : 1."
    )
    assert states(facts)["declarations"] is State.TO_DO
    assert states(OPENED)["declarations"] is State.DONE


def test_a_round_ends_by_the_clock() -> None:
    one = RoundFacts("price-1", "Justification du prix", "R. 2152-3", NOW + DAY)
    facts = replace(OPENED, rounds=(one,))
    assert states(facts)["answers_end"] is State.COMING
    assert states(facts, NOW + DAY)["answers_end"] is State.DONE


def test_the_signature_waits_for_the_delay_then_for_what_blocks_it() -> None:
    facts = replace(OPENED, lots=(INFORMED,))
    assert states(facts)["signature"] is State.COMING
    later = NOW + 2 * DAY
    assert states(facts, later)["signature"] is State.BLOCKED
    free = replace(OPENED, lots=(replace(INFORMED, blockers=()),))
    assert states(free, later)["signature"] is State.TO_DO


@pytest.mark.parametrize(("formal", "article"), [(True, "R. 2182-1"), (False, "CJA, L. 551-15")])
def test_the_wait_has_the_article_of_its_procedure(formal: bool, article: str) -> None:
    facts = replace(OPENED, lots=(INFORMED,), is_formal=formal)
    assert found(facts)["standstill_end"].article == article


def test_a_judge_seized_has_twenty_days() -> None:
    facts = replace(OPENED, holds=(HoldFacts("1", "TA de Paris", NOW - DAY),))
    moment = found(facts)["judge"]
    assert moment.due_at == datetime(2027, 2, 20, 23, tzinfo=UTC)
    assert (moment.state(NOW), moment.who) == (State.TO_DO, "le juge")


def test_the_notice_is_due_thirty_days_after_signature_and_the_data_two_months_after_notification() -> None:
    lot = replace(SIGNED, notified_at=NOW - 6 * DAY, notice_required=True, data_required=True)
    by_name = found(replace(OPENED, lots=(lot,)))
    assert by_name["award_notice"].due_at == datetime(2027, 2, 24, 23, tzinfo=UTC)
    assert by_name["essential_data"].due_at == datetime(2027, 3, 26, 23, tzinfo=UTC)
    assert by_name["retention_end"].due_at == datetime(2032, 1, 25, 23, tzinfo=UTC)


def test_what_the_amount_does_not_ask_is_left_out() -> None:
    lot = replace(SIGNED, notified_at=NOW, notice_required=False, data_required=None)
    by_name = found(replace(OPENED, lots=(lot,)))
    assert "award_notice" not in by_name
    assert "seuil" in by_name["essential_data"].text


def test_after_an_abandonment_only_the_records_are_due() -> None:
    facts = replace(PUBLISHED, abandoned_at=NOW, abandonment_reason="Redéfinition du besoin")
    last, kept = moments(facts, NOW)[-2:]
    assert (last.name, last.text) == ("abandonment", "Redéfinition du besoin")
    assert (kept.name, kept.mark) == ("retention_end", Mark.INTERPRETATION)
    assert "opening" not in found(facts)


def test_a_lot_without_contract_does_not_stop_the_other() -> None:
    ended = LotFacts(2, ended_at=NOW, ended_as="Lot : infructueux", end_reason="Aucune offre.")
    facts = replace(OPENED, lots=(INFORMED, ended))
    assert "retention_end" not in found(facts)
    assert {one.lot for one in moments(facts, NOW) if one.name == "award"} == {1}


def test_a_limit_is_near_a_week_before_and_not_once_met() -> None:
    lot = replace(SIGNED, notice_required=True)
    moment = found(replace(OPENED, lots=(lot,)))["award_notice"]
    assert moment.due_at is not None
    assert not moment.is_near(moment.due_at - 8 * DAY)
    assert moment.is_near(moment.due_at - 6 * DAY)
    assert not replace(moment, done_at=NOW).is_near(moment.due_at - 6 * DAY)


def test_a_person_is_called_for_news_and_not_for_the_past() -> None:
    deadline = found(replace(PUBLISHED, deadline_at=NOW))["deadline"]
    assert deadline.due_at is not None
    assert call(found(OPENED)["deadline"], deadline.due_at) == ""
    assert call(deadline, deadline.due_at) == CALLS["deadline"]
    assert call(deadline, deadline.due_at + 3 * DAY) == ""
    assert call(found(OPENED)["ranking"], NOW) == ""


def test_everything_that_is_public_tells_no_bid() -> None:
    facts = replace(OPENED, lots=(SIGNED,), unsigned=1)
    shown = {one.name for one in moments(facts, NOW) if one.is_public}
    assert shown == {"publication", "questions_end", "deadline"}


@settings(deadline=None)
@given(st.datetimes(min_value=datetime(2027, 1, 1), max_value=datetime(2040, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_clock_never_goes_back(now: datetime) -> None:
    """What has come stays come, and what is overdue stays so until it is done."""
    lot = replace(SIGNED, notified_at=NOW, notice_required=True, data_required=True)
    for one in moments(replace(OPENED, lots=(lot,)), now):
        if one.reached(now):
            assert one.reached(now + DAY)
            assert one.nature is not Nature.ACT
        if one.state(now) in {State.DONE, State.OVERDUE}:
            assert one.state(now + DAY) is one.state(now)
        assert one.article


def test_sealed_answers_are_opened_by_somebody_after_their_time() -> None:
    one = RoundFacts("regularisation-1", "Régularisation", "R. 2144-2", NOW + DAY, is_sealed=True)
    facts = replace(OPENED, rounds=(one,))
    assert states(facts)["answers_opening"] is State.COMING
    assert states(facts, NOW + 2 * DAY)["answers_opening"] is State.TO_DO


MOMENTS = st.datetimes(
    min_value=datetime(2026, 6, 1),  # noqa: DTZ001
    max_value=datetime(2034, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
MAYBE = st.none() | MOMENTS
LOTS = st.builds(
    LotFacts,
    st.just(1),
    proofs_due_at=MAYBE,
    awarded_at=MAYBE,
    informed_at=MAYBE,
    sign_from_at=MAYBE,
    signed_at=MAYBE,
    notified_at=MAYBE,
    ended_at=MAYBE,
    notice_required=st.sampled_from([None, True, False]),
)
ROUNDS = st.builds(RoundFacts, st.just("1"), st.just("Tour"), st.just("R. 1"), MOMENTS)
FACTS = st.builds(
    TenderFacts,
    st.just("2027-0001"),
    published_at=MOMENTS,
    questions_due_at=MAYBE,
    answers_due_on=st.none() | MOMENTS.map(datetime.date),
    unanswered=st.integers(0, 2),
    deadline_at=MAYBE,
    opened_at=MAYBE,
    ranked_at=MAYBE,
    abandoned_at=MAYBE,
    rounds=st.lists(st.builds(RoundFacts, st.just("1"), st.just("Tour"), st.just("R. 1"), MOMENTS)).map(
        tuple
    ),
    holds=st.lists(st.builds(HoldFacts, st.just("1"), st.just("TA"), MOMENTS), max_size=1).map(tuple),
    lots=st.lists(LOTS, max_size=1).map(tuple),
)


def newly(facts: TenderFacts, now: datetime) -> set[tuple[object, ...]]:
    """What the conductor would tell at that moment, were nothing told before."""
    found = ((one, one.is_near(now)) for one in moments(facts, now))
    due = ((one, near) for one, near in found if near or one.reached(now))
    return {(one.name, one.key, one.lot, near, one.due_at) for one, near in due}


@given(FACTS, MOMENTS, st.floats(0, 1, exclude_max=True))
def test_nothing_new_comes_before_the_next_turn(facts: TenderFacts, now: datetime, share: float) -> None:
    """Of an unchanged consultation the conductor may look away until then, and loses nothing."""
    turn = next_turn(moments(facts, now), now)
    before = now + ((turn or datetime(2040, 1, 1, tzinfo=UTC)) - now) * share
    assert newly(facts, before) <= newly(facts, now)


def test_what_comes_is_there_at_the_turn() -> None:
    turn = next_turn(moments(PUBLISHED, NOW), NOW)
    assert turn is not None
    assert turn == PUBLISHED.deadline_at
    assert newly(PUBLISHED, turn) - newly(PUBLISHED, NOW)
