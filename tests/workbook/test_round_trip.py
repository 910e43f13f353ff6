from dataclasses import replace
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bids.workbook.content import Absence, BidContent, Evidence, PriceLine, Shift, Team
from bids.workbook.generate import fill_workbook
from bids.workbook.tables import is_example
from bids.workbook.values.cell import fold, one_line
from tests.workbook.samples import CONTENT, FILLED, SPEC, content_of

TEXTS = (
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=30)
    .map(one_line)
    .filter(lambda text: bool(fold(text)) and not is_example(text) and not fold(text).startswith("total"))
)
CODES = st.lists(TEXTS, min_size=1, max_size=4, unique_by=fold)
SHARES = st.decimals(0, Decimal("0.9999"), places=4)


@st.composite
def spans(draw: st.DrawFn) -> tuple[int, int]:
    start = draw(st.integers(0, 1439))
    length = draw(st.integers(10, 1439))
    # A day from midnight to midnight is the one shift of 24 hours that a workbook can say.
    return draw(st.sampled_from([(start, start + length), (0, 1440)]))


@st.composite
def shifts(draw: st.DrawFn, code: str) -> Shift:
    start, end = draw(spans())
    days = tuple(sorted(draw(st.sets(st.integers(0, 6), min_size=1))))
    return Shift(
        code, days, start, end, draw(st.integers(0, 9)), draw(st.integers(1, 500)), draw(TEXTS | st.just(""))
    )


@st.composite
def teams(draw: st.DrawFn, code: str) -> Team:
    return Team(
        code=code,
        employer="titulaire",
        employer_role="lead",
        levels=tuple(sorted(draw(st.sets(st.integers(1, 3), min_size=1)))),
        languages=tuple(draw(st.lists(st.sampled_from(["fr", "en", "es", "fsl"]), min_size=1, unique=True))),
        channels=tuple(draw(st.lists(st.sampled_from(["call", "chat", "email"]), min_size=1, unique=True))),
        chat_concurrency=draw(st.integers(1, 10)),
        declared_staff=draw(st.integers(1, 5000)),
        contract_hours_per_week=draw(st.decimals(1, 60, places=2)),
        site=draw(TEXTS | st.just("")),
    )


@st.composite
def contents(draw: st.DrawFn) -> BidContent:
    codes = draw(CODES)
    prices = [
        PriceLine(line.code, line.quantity, draw(st.decimals(0, 10**6, places=4)))
        for line in SPEC.price_lines
    ]
    return replace(
        CONTENT,
        teams=tuple(draw(teams(code)) for code in codes),
        shifts=tuple(shift for code in codes for shift in draw(st.lists(shifts(code), max_size=3))),
        absences=tuple(
            Absence(code, draw(SHARES), draw(SHARES), draw(st.decimals(0, 52, places=1))) for code in codes
        ),
        subcontractors=(),
        evidence=tuple(draw(st.lists(st.builds(Evidence, TEXTS, TEXTS, TEXTS), max_size=3))),
        prices=tuple(prices),
    )


def test_the_sample_comes_back() -> None:
    assert content_of(FILLED) == CONTENT


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(contents().filter(lambda content: bool(content.shifts)))
def test_what_is_filled_is_what_is_read(content: BidContent) -> None:
    assert content_of(fill_workbook(SPEC, content)) == content
