from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.charts import Bar, Chart, Series, bars, heatmap_share, heatmap_week, line_week
from ui.charts.heatmap import AMPLE, HOLE, NO_NEED, RIGHT, SHORT, SPARE, TIGHT, balance_level
from ui.charts.line import nice_levels

SVG = "{http://www.w3.org/2000/svg}"
NASTY = '<script>alert("x")</script> & \' ]]>'
FIVE = [[5.0] * 24 for _ in range(7)]
FOUR = [[4.0] * 24 for _ in range(7)]

weeks = st.lists(st.lists(st.floats(0, 500), min_size=24, max_size=24), min_size=7, max_size=7)


def all_charts(caption: str) -> list[Chart]:
    return [
        heatmap_week(FIVE, FOUR, caption=caption, unit=caption),
        heatmap_share([[None, *[0.5] * 23] for _ in range(7)], caption=caption),
        bars([Bar(caption, 3.0, 2.0, 4.0)], caption=caption, unit=caption),
        line_week([Series(caption, FIVE), Series("Offert", FOUR)], caption=caption, unit=caption),
    ]


@pytest.mark.parametrize("chart", all_charts(NASTY), ids=["week", "share", "bars", "line"])
def test_text_is_escaped_and_nothing_is_styled_inline(chart: Chart) -> None:
    root = ET.fromstring(chart.svg)
    assert NASTY in (root.findtext(f"{SVG}title") or "")
    assert not list(root.iter(f"{SVG}script"))
    assert not [node for node in root.iter() if "style" in node.attrib or "onload" in node.attrib]


@pytest.mark.parametrize("chart", all_charts("Essai"), ids=["week", "share", "bars", "line"])
def test_a_drawing_is_an_image_named_and_described(chart: Chart) -> None:
    root = ET.fromstring(chart.svg)
    ids = {node.get("id") for node in root.iter()}
    assert root.get("role") == "img"
    assert set(str(root.get("aria-labelledby")).split()) <= ids
    assert root.findtext(f"{SVG}desc")


def test_the_same_data_give_the_same_drawing() -> None:
    assert [c.svg for c in all_charts("A")] == [c.svg for c in all_charts("A")]
    assert all_charts("A")[0].svg != all_charts("B")[0].svg


@pytest.mark.parametrize("chart", all_charts("Essai"), ids=["week", "share", "bars", "line"])
def test_every_row_of_the_table_has_every_column(chart: Chart) -> None:
    assert {len(row) for row in chart.table.rows} == {len(chart.table.columns)}


@pytest.mark.parametrize(
    ("required", "offered", "level"),
    [
        (0, 0, NO_NEED),
        (0, 1, AMPLE),
        (4, 0, HOLE),
        (4, 1, SHORT),
        (4, 3, TIGHT),
        (4, 4, RIGHT),
        (4, 5, SPARE),
        (4, 8, AMPLE),
    ],
)
def test_levels_of_the_week(required: float, offered: float, level: object) -> None:
    assert balance_level(required, offered) is level


def test_the_week_shows_and_tells_each_difference() -> None:
    chart = heatmap_week(FIVE, FOUR, caption="Essai")
    shown = [node.text for node in ET.fromstring(chart.svg).iter(f"{SVG}text")]
    assert shown.count("\u22121") == 168
    assert chart.table.rows[23][:2] == ("23\u00a0h", "4 pour 5 (\u22121)")
    assert "168 il manque de 5 à 50 %" in chart.svg


@given(weeks, weeks)
def test_any_week_can_be_drawn(required: list[list[float]], offered: list[list[float]]) -> None:
    ET.fromstring(heatmap_week(required, offered, caption="Essai").svg)
    ET.fromstring(line_week([Series("Requis", required)], caption="Essai", unit="postes").svg)


@pytest.mark.parametrize("week", [[], FIVE[:6], [[1.0] * 23] * 7])
def test_a_week_of_another_shape_is_refused(week: list[list[float]]) -> None:
    with pytest.raises(ValueError, match="7 jours de 24 heures"):
        heatmap_week(week, FIVE, caption="Essai")
    with pytest.raises(ValueError, match="7 jours de 24 heures"):
        heatmap_share(week, caption="Essai")


def test_negative_values_are_refused() -> None:
    with pytest.raises(ValueError, match="négative"):
        bars([Bar("A", -1)], caption="Essai", unit="h")
    with pytest.raises(ValueError, match="sous zéro"):
        line_week([Series("A", [[-1.0] * 24] * 7)], caption="Essai", unit="h")


@given(st.floats(1e-6, 1e9))
def test_an_axis_reaches_its_data_without_wasting_more_than_half(highest: float) -> None:
    levels = nice_levels(highest)
    assert levels[0] == 0
    assert highest <= levels[-1] * (1 + 1e-6)
    assert levels[-1] <= highest * 2.0001
