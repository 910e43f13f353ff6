from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.charts import (
    Bar,
    Chart,
    DaySeries,
    Interval,
    Series,
    Spread,
    Threshold,
    bars,
    heatmap_share,
    heatmap_week,
    line_day,
    line_week,
    spreads,
)
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
        line_day([DaySeries(caption, [None, *[5.0] * 23])], caption=caption, unit=caption),
        spreads([spread(caption)], caption=caption, unit=caption, maximum=100),
    ]


def spread(label: str, value: float = 80.0, *ends: float) -> Spread:
    low, high = ends or (75.0, 85.0)
    return Spread(label, value, [Interval(label, low, high)], Threshold(label, 82.0))


@pytest.mark.parametrize("chart", all_charts(NASTY), ids=["week", "share", "bars", "line", "day", "spread"])
def test_text_is_escaped_and_nothing_is_styled_inline(chart: Chart) -> None:
    root = ET.fromstring(chart.svg)
    assert NASTY in (root.findtext(f"{SVG}title") or "")
    assert not list(root.iter(f"{SVG}script"))
    assert not [node for node in root.iter() if "style" in node.attrib or "onload" in node.attrib]


@pytest.mark.parametrize("chart", all_charts("Essai"), ids=["week", "share", "bars", "line", "day", "spread"])
def test_a_drawing_is_an_image_named_and_described(chart: Chart) -> None:
    root = ET.fromstring(chart.svg)
    ids = {node.get("id") for node in root.iter()}
    assert root.get("role") == "img"
    assert set(str(root.get("aria-labelledby")).split()) <= ids
    assert root.findtext(f"{SVG}desc")


def test_the_same_data_give_the_same_drawing() -> None:
    assert [c.svg for c in all_charts("A")] == [c.svg for c in all_charts("A")]
    assert all_charts("A")[0].svg != all_charts("B")[0].svg


@pytest.mark.parametrize("chart", all_charts("Essai"), ids=["week", "share", "bars", "line", "day", "spread"])
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


def test_hours_without_anything_to_measure_break_the_curve() -> None:
    values = [None, 10.0, 20.0, None, *[30.0] * 20]
    chart = line_day([DaySeries("Répondus", values)], caption="Essai", unit="%", maximum=100)
    path = ET.fromstring(chart.svg).find(f"{SVG}path")
    assert path is not None
    assert path.get("d", "").count("M") == 2
    assert chart.table.rows[0] == ("0\u00a0h", "—")


@pytest.mark.parametrize("hours", [23, 25])
def test_a_day_of_another_length_is_refused(hours: int) -> None:
    with pytest.raises(ValueError, match="24 heures"):
        line_day([DaySeries("A", [1.0] * hours)], caption="Essai", unit="%")


shares = st.floats(0, 100)


@given(shares, shares, shares)
def test_any_spread_stays_inside_its_drawing(one: float, two: float, three: float) -> None:
    low, value, high = sorted((one, two, three))
    drawn = spreads([spread("A", value, low, high)], caption="Essai", unit="%", maximum=100)
    root = ET.fromstring(drawn.svg)
    width = float(root.get("viewBox", "").split()[2])
    ends = [float(box.get("x", 0)) + float(box.get("width", 0)) for box in root.iter(f"{SVG}rect")]
    assert all(0 <= end <= width for end in ends)


def test_each_interval_has_its_two_columns() -> None:
    drawn = spreads([spread("Hasard")], caption="Essai", unit="%", maximum=100)
    assert drawn.table.columns == (
        "Mesure",
        "Moyenne (%)",
        "Hasard, de (%)",
        "Hasard, à (%)",
        "Minimum exigé (%)",
    )
    assert drawn.table.rows == (("Hasard", "80,0", "75,0", "85,0", "82,0"),)
