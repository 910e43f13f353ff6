"""The 168 hours of the result, drawn."""

from collections.abc import Mapping, Sequence
from typing import Any

from scoring.capacity.day import answered_by_hour
from ui.charts import Chart, heatmap_share, heatmap_week

Document = Mapping[str, Any]


def days_of(values: Sequence[Any]) -> list[list[Any]]:
    """168 values as 7 days of 24 hours, Monday first."""
    return [list(values[24 * day : 24 * day + 24]) for day in range(7)]


def staff_chart(heads: Document) -> Chart:
    """Staff present less staff required; heads: `result.HeadsByHour` as stored."""
    return heatmap_week(
        days_of(heads["required"]),
        days_of(heads["present"]),
        caption="Personnes présentes moins personnes requises, heure par heure",
        unit="personnes",
        decimals=1,
    )


def answered_chart(asked: Document, found: Document) -> Chart:
    """The share of live contacts answered in each hour."""
    answered, contacts = answered_by_hour(asked, found)
    shares = [part / whole if whole > 0 else None for part, whole in zip(answered, contacts, strict=True)]
    return heatmap_share(days_of(shares), caption="Part des appels et tchats répondus, heure par heure")
