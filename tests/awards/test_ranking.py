"""The proposed order, from values alone."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from awards.ranking import Criterion, Offer, Reason, Standing, rank

PRICE = Criterion(1, "Prix", "price", Decimal(40), "price_ratio")
CAPACITY = Criterion(2, "Capacité", "capacity", Decimal(35), "linear_measure", Decimal("0.8"), Decimal("1"))
QUALITY = Criterion(3, "Qualité", "quality", Decimal(25), "evaluators")
CRITERIA = (PRICE, CAPACITY, QUALITY)
ADVERSE = Reason("not_ess", "L. 2113-15", adverse=True, facts={})
EXAMINE = Reason("roster", "L. 2152-2", adverse=False, facts={})


def offer(key: int, price: str, measure: str | None, *reasons: Reason) -> Offer:
    measured = None if measure is None else Decimal(measure)
    return Offer(key, f"Offre {key}", Decimal(price), {2: measured}, reasons)


def by_offer(standings: tuple[Standing, ...]) -> dict[int, Standing]:
    return {one.offer: one for one in standings}


def test_points_are_weight_times_mark() -> None:
    found = by_offer(rank(CRITERIA, [offer(1, "100", "0.9"), offer(2, "200", "1")]))
    assert found[1].points == {1: Decimal(40), 2: Decimal("17.5")}
    assert found[2].points == {1: Decimal(20), 2: Decimal(35)}
    assert (found[1].rank, found[2].rank) == (1, 2)


def test_a_criterion_without_marks_gives_no_points() -> None:
    (only,) = rank(CRITERIA, [offer(1, "100", "1")])
    assert set(only.marks) == {1, 2}
    assert only.total == 75


def test_equal_totals_share_a_rank_and_the_next_is_skipped() -> None:
    found = by_offer(rank(CRITERIA, [offer(1, "100", "0.9"), offer(2, "100", "0.9"), offer(3, "300", "0.8")]))
    assert [found[key].rank for key in (1, 2, 3)] == [1, 1, 3]


def test_an_offer_set_aside_has_only_the_rank_it_would_have_had() -> None:
    found = by_offer(rank(CRITERIA, [offer(1, "100", "0.9"), offer(2, "50", "1", ADVERSE)]))
    assert (found[2].rank, found[2].hypothetical_rank) == (None, 1)
    assert (found[1].rank, found[1].hypothetical_rank) == (1, None)


def test_the_price_of_an_offer_set_aside_does_not_lower_the_others() -> None:
    found = by_offer(rank(CRITERIA, [offer(1, "100", "0.9"), offer(2, "50", "1", ADVERSE)]))
    assert found[1].marks[1] == 100


def test_what_must_be_examined_does_not_set_aside() -> None:
    (only,) = rank(CRITERIA, [offer(1, "100", "0.9", EXAMINE)])
    assert only.rank == 1


def test_a_price_of_zero_is_not_marked() -> None:
    found = by_offer(rank(CRITERIA, [offer(1, "0", "1"), offer(2, "100", "1")]))
    assert (found[1].rank, found[1].hypothetical_rank, found[1].total) == (None, None, None)
    assert found[2].marks[1] == 100


def test_nobody_calling_in_the_scope_is_a_mark_of_zero_for_all() -> None:
    (only,) = rank(CRITERIA, [offer(1, "100", None)])
    assert only.marks[2] == 0


def test_ranked_offers_come_before_those_set_aside() -> None:
    offers = [offer(1, "10", "1", ADVERSE), offer(2, "300", "0.8"), offer(3, "100", "1")]
    assert [one.offer for one in rank(CRITERIA, offers)] == [3, 2, 1]


def test_without_offers_there_is_no_rank() -> None:
    assert rank(CRITERIA, []) == ()


OFFERS = st.lists(
    st.tuples(
        st.decimals(min_value=1, max_value=10**7, places=2), st.decimals(min_value=0, max_value=1, places=6)
    ),
    min_size=1,
    max_size=8,
)


@given(OFFERS)
def test_a_better_total_is_a_better_rank_and_the_same_total_the_same(
    rows: list[tuple[Decimal, Decimal]],
) -> None:
    standings = rank(CRITERIA, [Offer(key, "", price, {2: share}) for key, (price, share) in enumerate(rows)])
    for one in standings:
        for other in standings:
            assert (one.total or 0) > (other.total or 0) or (one.rank or 0) >= (other.rank or 0)
    assert {one.total for one in standings} <= {one.total for one in standings if one.rank}


@given(OFFERS)
def test_an_offer_at_least_as_good_everywhere_is_never_behind(rows: list[tuple[Decimal, Decimal]]) -> None:
    ranks = [one.rank for one in sorted(rank(CRITERIA, _offers(rows)), key=lambda one: one.offer)]
    for (price, share), place in zip(rows, ranks, strict=True):
        for (other_price, other_share), other in zip(rows, ranks, strict=True):
            if price <= other_price and share >= other_share:
                assert (place or 0) <= (other or 0)


def _offers(rows: list[tuple[Decimal, Decimal]]) -> list[Offer]:
    return [Offer(key, "", price, {2: share}) for key, (price, share) in enumerate(rows)]
