"""When the weights move, who is first?"""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from awards.ranking import Criterion, Offer, rank, robustness

CAPACITY = Criterion(2, "Capacité", "capacity", Decimal(50), "linear_measure")
CRITERIA = (Criterion(1, "Prix", "price", Decimal(50), "price_ratio"), CAPACITY)


def standings(*rows: tuple[str, str], criteria: tuple[Criterion, ...] = CRITERIA):  # type: ignore[no-untyped-def]
    offers = [Offer(key, "", Decimal(p), {2: Decimal(m)}) for key, (p, m) in enumerate(rows)]
    return rank(criteria, offers)


def test_a_first_offer_better_on_both_counts_stays_first() -> None:
    found = robustness(CRITERIA, standings(("100", "1"), ("200", "0.5")))
    assert found is not None
    assert found.is_stable
    assert found.leaders == (0,)


def test_the_shift_at_which_the_first_changes_is_exact() -> None:
    # 100 and 60 against 80 and 84: totals 80 and 82; each point moved to price brings 0.4 against -0.04.
    found = robustness(CRITERIA, standings(("80", "0.6"), ("100", "0.84")))
    assert found is not None
    assert found.leaders == (1,)
    assert [(one.challenger, one.shift) for one in found.crossings] == [(0, Fraction(50, 11))]


def test_two_level_offers_part_at_once() -> None:
    found = robustness(CRITERIA, standings(("50", "0.5"), ("100", "1")))
    assert found is not None
    assert found.leaders == (0, 1)
    assert found.crossings[0].shift == 0


def test_a_weight_does_not_go_below_zero() -> None:
    light = (CRITERIA[0], Criterion(2, "Capacité", "capacity", Decimal(4), "linear_measure"))
    found = robustness(light, standings(("100", "1"), ("200", "0.5"), criteria=light))
    assert found is not None
    assert found.lowest_shift == -10
    assert found.highest_shift == 4


def test_nothing_to_move_or_to_pass_is_no_answer() -> None:
    assert robustness(CRITERIA, standings(("100", "1"))) is None
    assert (
        robustness(
            CRITERIA[:1], rank(CRITERIA[:1], [Offer(1, "", Decimal(1), {}), Offer(2, "", Decimal(2), {})])
        )
        is None
    )


ROWS = st.lists(
    st.tuples(st.integers(100, 300).map(str), st.integers(0, 100).map(lambda n: str(Decimal(n) / 100))),
    min_size=2,
    max_size=5,
)


@given(ROWS, st.integers(-100, 100))
def test_the_weights_moved_for_real_agree(rows: list[tuple[str, str]], tenths: int) -> None:
    shift = Decimal(tenths) / 10
    moved = (
        Criterion(1, "Prix", "price", 50 + shift, "price_ratio"),
        Criterion(2, "Capacité", "capacity", 50 - shift, "linear_measure"),
    )
    found = robustness(CRITERIA, standings(*rows))
    assert found is not None
    if found.is_stable and abs(shift) < 10:
        winners = {one.offer for one in standings(*rows, criteria=moved) if one.rank == 1}
        assert set(found.leaders) == winners
