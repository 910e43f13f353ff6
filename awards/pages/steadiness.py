"""How a ranking holds: the gaps between offers against chance, and the order under other assumptions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Document = Mapping[str, Any]
POINTS = 100


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """A criterion measured on two offers that follow each other; gap and half-width in points of share."""

    ahead: str
    behind: str
    criterion: str
    gap: Decimal
    half_width: Decimal | None
    is_told_apart: bool

    @property
    def is_behind_better(self) -> bool:
        return self.gap < 0


def difference_views(content: Document) -> list[DifferenceView]:
    """Empty for a ranking established before the offers were simulated."""
    names = bid_names(content)
    criteria = {one["id"]: one["name"] for one in content["criteria"]}
    return [
        DifferenceView(
            ahead=names[one["ahead"]],
            behind=names[one["behind"]],
            criterion=criteria[one["criterion"]],
            gap=POINTS * Decimal(one["gap"]),
            half_width=None if one["half_width_95"] is None else POINTS * Decimal(one["half_width_95"]),
            is_told_apart=one["is_told_apart"],
        )
        for one in content.get("differences", ())
    ]


@dataclass(frozen=True, slots=True)
class ReadingView:
    """Another reading of the specification, and its order in words when it is another."""

    label: str
    is_same: bool
    order: str


class StabilityView:
    """What the order owes to chance, to the assumptions, and to the reading chosen."""

    def __init__(self, document: Document, names: Mapping[int, str]) -> None:
        self.document, self.names = document, names

    @property
    def reversible(self) -> list[tuple[str, str]]:
        """(ahead, behind)."""
        return [(self.names[one["ahead"]], self.names[one["behind"]]) for one in self.document["reversible"]]

    @property
    def worlds(self) -> Document | None:
        found: Document | None = self.document["worlds"]
        return found

    @property
    def same_order_share(self) -> Decimal | None:
        return Decimal(self.worlds["same_order"]) / self.worlds["count"] if self.worlds else None

    @property
    def readings(self) -> list[ReadingView]:
        return [
            ReadingView(one["label"], one["is_same"], in_order(one["order"], self.names))
            for one in self.document["readings"]
        ]


def stability_view(content: Document) -> StabilityView | None:
    found = content.get("stability")
    return StabilityView(found, bid_names(content)) if found else None


def in_order(order: Sequence[Document], names: Mapping[int, str]) -> str:
    return ", ".join(f"{one['rank']}. {names[one['bid']]}" for one in order)


def bid_names(content: Document) -> dict[int, str]:
    return {one["bid"]: one["name"] for one in content["entries"]}
