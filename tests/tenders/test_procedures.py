"""The proposal: the cases that the law settles, and what holds of all of them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from tenders.law.grounds import GROUNDS
from tenders.law.marks import Mark
from tenders.law.minimal_delays import Procedure
from tenders.law.procedures import Facts, LotFacts, Nature, Publicity, Reason, propose
from tenders.law.thresholds import Buyer, Limit, threshold

FOLDER = Path(settings.BASE_DIR) / "templates" / "tenders" / "proposal"
ON = date(2026, 11, 22)
SOCIAL, SWITCHBOARD = "85312310", "79511000"
VALUES = st.decimals(1, 50_000_000, places=2)
LOTS = st.lists(
    st.builds(
        LotFacts,
        number=st.integers(1, 9),
        cpv=st.sampled_from([SOCIAL, SWITCHBOARD, "85000000", "79512000", ""]),
        value_eur=st.none() | VALUES,
    ),
    max_size=5,
).map(tuple)
FACTS = st.builds(
    Facts,
    estimate_eur=st.none() | VALUES,
    lots=LOTS,
    buyer=st.none() | st.sampled_from(Buyer),
    on=st.dates(date(2018, 1, 1), date(2032, 1, 1)),
)


def need(value: int | None, *lots: tuple[str, int | None], buyer: Buyer | None = Buyer.STATE) -> Facts:
    parts = [
        LotFacts(number, cpv, None if part is None else Decimal(part))
        for number, (cpv, part) in enumerate(lots, start=1)
    ]
    return Facts(None if value is None else Decimal(value), tuple(parts), buyer, ON)


def test_the_lead_case_is_adapted_with_a_european_notice() -> None:
    found = propose(need(6_000_000, (SOCIAL, None)))
    assert found.procedure is Procedure.ADAPTED
    assert found.publicity is Publicity.EUROPEAN
    assert found.codes == {"social_services"}


def test_social_services_below_their_threshold_are_announced_freely() -> None:
    assert propose(need(749_999, (SOCIAL, None))).publicity is Publicity.FREE


@pytest.mark.parametrize(
    ("value", "buyer", "procedure", "publicity"),
    [
        (139_999, Buyer.STATE, Procedure.ADAPTED, Publicity.NATIONAL),
        (140_000, Buyer.STATE, Procedure.OPEN, Publicity.FORMAL),
        (140_000, Buyer.OTHER, Procedure.ADAPTED, Publicity.NATIONAL),
        (216_000, Buyer.OTHER, Procedure.OPEN, Publicity.FORMAL),
        (432_000, Buyer.ENTITY, Procedure.OPEN, Publicity.FORMAL),
        (140_000, None, Procedure.OPEN, Publicity.FORMAL),
        (89_999, Buyer.OTHER, Procedure.ADAPTED, Publicity.FREE),
        (59_999, Buyer.OTHER, Procedure.ADAPTED, Publicity.NONE),
    ],
)
def test_other_services_follow_their_value(
    value: int, buyer: Buyer | None, procedure: Procedure, publicity: Publicity
) -> None:
    found = propose(need(value, (SWITCHBOARD, None), buyer=buyer))
    assert (found.procedure, found.publicity) == (procedure, publicity)
    assert ("buyer_unknown" in found.codes) == (buyer is None)


@pytest.mark.parametrize(
    ("social", "other", "nature", "code"),
    [
        (600_000, 400_000, Nature.SOCIAL, "mixed_social"),
        (400_000, 600_000, Nature.OTHER, "mixed_other"),
        (500_000, 500_000, Nature.OTHER, "mixed_other"),
        (600_000, None, Nature.OTHER, "mixed_unknown"),
    ],
)
def test_mixed_services_follow_the_more_valuable_part(
    social: int, other: int | None, nature: Nature, code: str
) -> None:
    found = propose(need(1_000_000, (SOCIAL, social), (SWITCHBOARD, other)))
    assert found.nature is nature
    assert code in found.codes


def test_all_the_lots_count_when_they_pass_the_estimate() -> None:
    found = propose(need(100_000, (SWITCHBOARD, 80_000), (SWITCHBOARD, 70_000)))
    assert found.procedure is Procedure.OPEN


def test_small_lots_are_named_up_to_a_fifth_of_the_whole() -> None:
    found = propose(need(None, (SWITCHBOARD, 300_000), (SWITCHBOARD, 70_000), (SWITCHBOARD, 60_000)))
    assert next(reason.shown for reason in found.reasons if reason.code == "small_lots") == "3"


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (need(None, (SWITCHBOARD, None)), "no_estimate"),
        (need(6_000_000), "no_cpv"),
        (replace(need(6_000_000, (SWITCHBOARD, None)), on=date(2028, 1, 1)), "threshold_unknown"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_proposed(facts: Facts, code: str) -> None:
    found = propose(facts)
    assert found.procedure is None
    assert code in found.codes
    assert found.alternatives == ()


@given(FACTS)
def test_every_proposal_explains_itself(facts: Facts) -> None:
    found = propose(facts)
    codes = [reason.code for reason in (*found.reasons, found.publicity_reason)]
    assert len(codes) == len(set(codes))
    assert set(codes) <= set(GROUNDS)
    assert found.procedure not in {one.procedure for one in found.alternatives}


@given(FACTS)
def test_only_a_value_that_reaches_a_known_threshold_asks_a_formal_procedure(facts: Facts) -> None:
    found, row = propose(facts), threshold(Limit.FORMAL, facts.buyer, facts.on)
    if found.procedure is Procedure.OPEN:
        assert facts.value_eur is not None
        assert row
        assert facts.value_eur >= row.value_eur
        assert not all(lot.cpv == SOCIAL for lot in facts.lots)


@given(FACTS, VALUES)
def test_a_greater_need_never_asks_less(facts: Facts, more: Decimal) -> None:
    richer = replace(facts, estimate_eur=(facts.value_eur or Decimal(0)) + more)
    if propose(facts).procedure is Procedure.OPEN:
        assert propose(richer).procedure is Procedure.OPEN


def test_each_ground_has_its_template_and_each_template_its_ground() -> None:
    assert {path.stem for path in FOLDER.glob("*.html")} == set(GROUNDS)


@pytest.mark.parametrize("code", GROUNDS)
def test_each_explanation_is_a_french_sentence(code: str) -> None:
    reason = Reason(code, Decimal(150_000), Decimal(140_000), "85312310")
    text = render_to_string(f"tenders/proposal/{code}.html", {"reason": reason}).strip()
    assert text.endswith(".")
    assert "{" not in text
    assert " :" not in text


def test_a_step_is_no_better_known_than_the_threshold_it_compares_with() -> None:
    reason = Reason("below_competition", row_mark=Mark.SECONDARY)
    assert reason.mark is Mark.SECONDARY
    assert not reason.mark.may_block
