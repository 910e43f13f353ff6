"""« Infructueux »: the cause agrees with the file, or is refused."""

from dataclasses import replace

import pytest

from awards.endings.enums import EndingState, UnsuccessfulCause
from awards.endings.state import LotFacts, Standing
from awards.endings.unsuccessful import ARTICLES, may_declare, what_may_follow

from .conftest import codes

EMPTY = LotFacts(number=1)
C = UnsuccessfulCause


def lot(*kinds: str) -> LotFacts:
    standings = tuple(Standing(key, f"Offre {key}", kind=kind) for key, kind in enumerate(kinds, 1))
    return replace(EMPTY, standings=standings)


@pytest.mark.parametrize(
    ("cause", "kinds"),
    [
        (C.NO_BID, ()),
        (C.ONLY_INADMISSIBLE, ("inadmissible", "inadmissible")),
        (C.ONLY_UNSUITABLE, ("unsuitable", "inadmissible")),
        (C.ONLY_IRREGULAR_OR_UNACCEPTABLE, ("irregular",)),
        (C.ONLY_IRREGULAR_OR_UNACCEPTABLE, ("unacceptable", "unsuitable", "inadmissible")),
    ],
)
def test_a_cause_that_the_file_bears_out(cause: str, kinds: tuple[str, ...]) -> None:
    assert may_declare(lot(*kinds), cause) == []


@pytest.mark.parametrize(
    ("cause", "kinds", "code"),
    [
        (C.NO_BID, ("irregular",), "bids_exist"),
        (C.ONLY_INADMISSIBLE, (), "no_bid"),
        (C.ONLY_INADMISSIBLE, ("inadmissible", "in"), "bid_contradicts"),
        (C.ONLY_INADMISSIBLE, ("inadmissible", "irregular"), "bid_contradicts"),
        (C.ONLY_UNSUITABLE, ("inadmissible",), "none_of_this_kind"),
        (C.ONLY_UNSUITABLE, ("unsuitable", "irregular"), "bid_contradicts"),
        (C.ONLY_IRREGULAR_OR_UNACCEPTABLE, ("irregular", "in"), "bid_contradicts"),
        (C.ONLY_IRREGULAR_OR_UNACCEPTABLE, ("irregular", "abnormally_low"), "bid_contradicts"),
        (C.ONLY_IRREGULAR_OR_UNACCEPTABLE, ("unsuitable",), "none_of_this_kind"),
    ],
)
def test_a_cause_that_the_file_contradicts(cause: str, kinds: tuple[str, ...], code: str) -> None:
    assert code in codes(may_declare(lot(*kinds), cause))


def test_at_most_one_cause_fits_a_lot() -> None:
    """Whatever the file, two causes are never true at once: the officer is not asked to choose a story."""
    ways = ("in", "inadmissible", "unsuitable", "irregular", "unacceptable", "abnormally_low")
    for one in ways:
        for two in ways:
            fitting = [cause for cause in C.values if not may_declare(lot(one, two), cause)]
            assert len(fitting) <= 1


def test_nobody_knows_before_the_opening() -> None:
    assert codes(may_declare(replace(EMPTY, is_opened=False), C.NO_BID)) == {"not_opened"}


def test_a_designated_bid_is_withdrawn_first() -> None:
    assert codes(may_declare(replace(EMPTY, state=EndingState.DESIGNATED), C.NO_BID)) == {"designated"}


def test_every_cause_has_an_article_and_says_what_may_follow() -> None:
    assert set(ARTICLES) == set(C.values)
    assert "R. 2122-2" in what_may_follow(C.NO_BID, is_formal=False)[0]
    assert "R. 2124-3" in what_may_follow(C.ONLY_IRREGULAR_OR_UNACCEPTABLE, is_formal=True)[0]
    assert len(what_may_follow(C.ONLY_IRREGULAR_OR_UNACCEPTABLE, is_formal=False)) == 1
