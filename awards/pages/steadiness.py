"""How a ranking holds: the gaps between offers against chance, and the order under other assumptions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any

Document = Mapping[str, Any]
POINTS = 100


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """A criterion measured on two offers; gap and half-width in points of share."""

    criterion: str
    gap: Decimal
    half_width: Decimal | None
    is_told_apart: bool


@dataclass(frozen=True, slots=True)
class PairView:
    """Two offers that follow each other, and what the simulation measured on each criterion."""

    ahead: str
    behind: str
    differences: list[DifferenceView]


def pair_views(content: Document) -> list[PairView]:
    """Empty for a ranking established before the offers were simulated."""
    names = bid_names(content)
    criteria = {one["id"]: one["name"] for one in content["criteria"]}
    pairs = groupby(content.get("differences", ()), key=itemgetter("ahead", "behind"))
    return [
        PairView(names[ahead], names[behind], [difference_view(one, criteria) for one in found])
        for (ahead, behind), found in pairs
    ]


def difference_view(document: Document, criteria: Mapping[int, str]) -> DifferenceView:
    half_width = document["half_width_95"]
    return DifferenceView(
        criterion=criteria[document["criterion"]],
        gap=POINTS * Decimal(document["gap"]),
        half_width=None if half_width is None else POINTS * Decimal(half_width),
        is_told_apart=document["is_told_apart"],
    )


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
    return ", ".join(f"{one['rank']}.\u00a0{names[one['bid']]}" for one in order)


def bid_names(content: Document) -> dict[int, str]:
    return {one["bid"]: one["name"] for one in content["entries"]}
