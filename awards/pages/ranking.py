"""A ranking as a person reads it: the order, then why each offer stands where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from admissibility.decisions.models import AdmissibilityDecision
from admissibility.models import Finding
from scoring.models import CapacityRun
from scoring.pages.result import ResultPage
from scoring.pages.words import hours_in_words

from ..abnormally_low.models import PriceEnquiry
from ..models import Ranking
from .steadiness import PairView, StabilityView, pair_views, stability_view

Document = Mapping[str, Any]

#: How each reason that is not an admissibility finding is worded.
TEMPLATES = {
    "requirement_not_met": "awards/reasons/requirement_not_met.html",
    "beyond_legal_hours": "awards/reasons/beyond_legal_hours.html",
    "unlawful_roster": "awards/reasons/unlawful_roster.html",
    "price_zero": "awards/reasons/price_zero.html",
    "rejected_abnormally_low": "awards/reasons/rejected_abnormally_low.html",
    "set_aside": "awards/reasons/set_aside.html",
    "admitted": "awards/reasons/admitted.html",
}


@dataclass(frozen=True, slots=True)
class ReasonView:
    """A reason with its finding, or with the template that words it."""

    document: Document
    finding: Finding | None

    @property
    def template(self) -> str:
        return TEMPLATES[self.document["code"]]

    @property
    def facts(self) -> Document:
        """The facts, shares as Decimals and hours in words."""
        facts: Document = self.document["facts"]
        return {key: readable(key, value) for key, value in facts.items()}


def readable(key: str, value: Any) -> Any:
    if key == "hours":
        return {"count": len(value), "words": hours_in_words(value) if value else ""}
    if key == "decided_on":
        return date.fromisoformat(value)
    is_share = key in {"value", "threshold", "promised_share", "lawful_share"} and value is not None
    return Decimal(value) if is_share else value


@dataclass(frozen=True, slots=True)
class MarkView:
    """A criterion on one offer; measure is None for a price, mark for a criterion nobody marked."""

    criterion: Document
    measure: Decimal | None
    mark: Decimal | None
    points: Decimal | None


class EntryView:
    """One offer of the table."""

    def __init__(self, page: "RankingPage", document: Document) -> None:
        self.page, self.document = page, document

    @property
    def name(self) -> str:
        return str(self.document["name"])

    @property
    def rank(self) -> int | None:
        rank: int | None = self.document["rank"]
        return rank

    @property
    def is_tied(self) -> bool:
        return self.rank is not None and sum(one["rank"] == self.rank for one in self.page.documents) > 1

    @property
    def price(self) -> Decimal:
        return Decimal(self.document["price_eur"])

    @property
    def price_gap(self) -> Decimal | None:
        """How much dearer than the cheapest ranked offer, as a share; negative when cheaper."""
        lowest = self.page.lowest_price
        return None if lowest is None else self.price / lowest - 1

    @property
    def is_cheapest(self) -> bool:
        return self.price == self.page.lowest_price

    @property
    def total(self) -> Decimal | None:
        return decimal(self.document["total"])

    @property
    def marks(self) -> list[MarkView]:
        """One a criterion, in the order of the criteria."""
        return [self.mark_of(one) for one in self.page.criteria]

    def mark_of(self, criterion: Document) -> MarkView:
        values = [self.document[part].get(str(criterion["id"])) for part in ("measures", "marks", "points")]
        return MarkView(criterion, *map(decimal, values))

    @property
    def reasons(self) -> list[ReasonView]:
        """What sets the offer aside first."""
        ordered = sorted(self.document["reasons"], key=lambda one: not one["adverse"])
        return [ReasonView(one, self.page.findings.get(one["finding"])) for one in ordered]

    @property
    def adverse(self) -> list[ReasonView]:
        return [one for one in self.reasons if one.document["adverse"]]

    @property
    def admitted(self) -> list[ReasonView]:
        """That the officer found it admissible."""
        return [one for one in self.reasons if one.document["code"] == "admitted"]

    @property
    def to_examine(self) -> list[ReasonView]:
        told = (*self.adverse, *self.admitted)
        return [one for one in self.reasons if one not in told]

    @cached_property
    def result(self) -> ResultPage | None:
        run = self.page.runs.get(self.document["run"]["id"])
        return ResultPage(run) if run else None

    @property
    def enquiry(self) -> PriceEnquiry | None:
        """About its price, as it stands today."""
        return self.page.enquiries.get(self.document["bid"])

    @property
    def subcontracted(self) -> list[Any]:
        """Levels of which a subcontractor does a part."""
        rows = self.result.level_work if self.result else []
        return [row for row in rows if row.subcontracted_work_hours > 0]


def is_price_rejection(reason: Document) -> bool:
    return bool(reason["code"] == "rejected_abnormally_low")


def decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


@dataclass(frozen=True, slots=True)
class CrossingView:
    """Points of weight moved, towards the price when positive, at which ``name`` passes the first."""

    name: str
    points: Fraction

    @property
    def shown(self) -> Decimal:
        """For display only."""
        return (Decimal(abs(self.points.numerator)) / self.points.denominator).quantize(Decimal("0.01"))

    @property
    def towards_price(self) -> bool:
        return self.points > 0


class RankingPage:
    """Reads a stored ranking."""

    def __init__(self, ranking: Ranking) -> None:
        self.ranking = ranking
        self.content: Document = ranking.content
        self.documents: Sequence[Document] = self.content["entries"]
        self.criteria = [
            {**one, "weight_decimal": Decimal(one["weight"])} for one in self.content["criteria"]
        ]

    @cached_property
    def findings(self) -> dict[int, Finding]:
        ids = [reason["finding"] for one in self.documents for reason in one["reasons"] if reason["finding"]]
        return Finding.objects.in_bulk(ids)

    @cached_property
    def runs(self) -> dict[str, CapacityRun]:
        ids = [one["run"]["id"] for one in self.documents]
        found = CapacityRun.objects.filter(pk__in=ids).select_related("bid__lot__tender", "bid__organisation")
        return {str(run.pk): run for run in found}

    @cached_property
    def enquiries(self) -> dict[int, PriceEnquiry]:
        return PriceEnquiry.objects.of_bids(one["bid"] for one in self.documents)

    @property
    def lacks_rejection(self) -> bool:
        """Was a bid rejected as abnormally low since?"""
        told = {one["bid"] for one in self.documents if any(map(is_price_rejection, one["reasons"]))}
        return any(one.is_rejected and bid not in told for bid, one in self.enquiries.items())

    @property
    def lacks_decision(self) -> bool:
        """Was the admissibility of a bid decided since?"""
        since = AdmissibilityDecision.objects.filter(decided_at__gt=self.ranking.established_at)
        return since.filter(bid__in=[one["bid"] for one in self.documents]).exists()

    @cached_property
    def entries(self) -> list[EntryView]:
        return [EntryView(self, one) for one in self.documents]

    @property
    def ranked(self) -> list[EntryView]:
        return [one for one in self.entries if one.rank is not None]

    @property
    def set_aside(self) -> list[EntryView]:
        return [one for one in self.entries if one.rank is None]

    @property
    def lowest_price(self) -> Decimal | None:
        """Of the ranked offers, against which the others are marked."""
        prices = [Decimal(one["price_eur"]) for one in self.documents if one["rank"] is not None]
        return min(prices, default=None)

    @property
    def marked(self) -> Sequence[Document]:
        return [one for one in self.criteria if one["is_marked"]]

    @property
    def unmarked(self) -> Sequence[Document]:
        return [one for one in self.criteria if not one["is_marked"]]

    @property
    def marked_weight(self) -> Decimal:
        return Decimal(self.content["marked_weight"])

    @property
    def total_weight(self) -> Decimal:
        return Decimal(self.content["total_weight"])

    @property
    def robustness(self) -> Document | None:
        found: Document | None = self.content["robustness"]
        return found

    @property
    def leaders(self) -> str:
        return " et ".join(one.name for one in self.ranked if one.rank == 1)

    @property
    def crossings(self) -> list[CrossingView]:
        names = {one["bid"]: one["name"] for one in self.documents}
        rows = self.robustness["crossings"] if self.robustness else []
        return [CrossingView(names[one["bid"]], Fraction(one["shift"])) for one in rows]

    @property
    def pairs(self) -> list[PairView]:
        return pair_views(self.content)

    @property
    def stability(self) -> StabilityView | None:
        return stability_view(self.content)

    @property
    def is_outdated(self) -> bool:
        """Does a run finished since then say something newer?"""
        runs = CapacityRun.objects.verdicts().filter(bid__lot=self.ranking.lot).done().last_of_each_bid()
        current = {str(run) for run in runs.values_list("pk", flat=True)}
        return current != {one["run"]["id"] for one in self.documents}
