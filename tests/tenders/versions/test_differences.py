"""The difference of two contents, applied to the first, gives the second: whatever they are."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenders.fingerprint import frozen_content
from tenders.versions.differences import ABSENT, ORDER, Difference, apply, differences, flatten, rebuild
from tests.tender_builders import lead_case_draft

WORDS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=4)
PLAIN = st.none() | st.booleans() | st.integers(-9, 9) | WORDS
NAMES = st.sampled_from(["prix", "capacité", "", "a#2", "a"])


def rows(key: str, **more: Any) -> Any:
    fields = {"position": st.integers(0, 3), "weight": PLAIN, "kind": PLAIN, **more}
    return st.lists(st.fixed_dictionaries({key: NAMES}, optional=fields), max_size=4)


LOTS = st.lists(
    st.fixed_dictionaries(
        {"number": st.integers(1, 3)},
        optional={
            "title": WORDS,
            "ess": st.dictionaries(WORDS, PLAIN, max_size=2),
            "criteria": rows("name", sub_criteria=rows("name")),
            "contact_types": rows("code"),
            "weights": st.lists(st.integers(0, 2), max_size=3),
        },
    ),
    max_size=3,
)
CONTENTS: Any = st.fixed_dictionaries(
    {"lots": LOTS}, optional={"title": WORDS, "clauses": st.just({}) | st.none()}
)


@given(CONTENTS)
def test_flattening_loses_nothing(content: Any) -> None:
    assert rebuild(dict(flatten(content))) == content


@given(CONTENTS, CONTENTS)
def test_applied_to_the_former_it_gives_the_later(before: Any, after: Any) -> None:
    assert apply(before, differences(before, after)) == after


@given(CONTENTS)
def test_a_content_does_not_differ_from_itself(content: Any) -> None:
    assert differences(content, copy.deepcopy(content)) == []


@pytest.mark.django_db
def test_one_figure_of_the_whole_case_is_one_difference() -> None:
    before = frozen_content(lead_case_draft())
    after = copy.deepcopy(before)
    after["lots"][0]["contact_types"][0]["annual_volume"] += 1
    code = before["lots"][0]["contact_types"][0]["code"]
    (found,) = differences(before, after)
    assert found.path == ("lots", "1", "contact_types", code, "annual_volume")
    assert found.after == found.before + 1


def test_a_renamed_criterion_is_the_same_criterion() -> None:
    before = {"criteria": [{"name": "Prix", "kind": "price", "weight": "40"}]}
    after = {"criteria": [{"name": "Prix global", "kind": "price", "weight": "40"}]}
    assert differences(before, after) == [Difference(("criteria", "Prix", "name"), "Prix", "Prix global")]


def test_rows_that_move_only_change_their_order() -> None:
    before = {"price_lines": [{"code": "a"}, {"code": "b"}]}
    after = {"price_lines": [{"code": "b"}, {"code": "a"}]}
    assert differences(before, after) == [Difference(("price_lines", ORDER), ["a", "b"], ["b", "a"])]


def test_what_comes_is_told_from_what_was_empty() -> None:
    (found,) = differences({"title": "x"}, {"title": "x", "note": None})
    assert found.before is ABSENT
    assert found.after is None
