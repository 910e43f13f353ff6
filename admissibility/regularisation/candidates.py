"""What could be asked today, and of whom: each point with all those whom it concerns."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.template.loader import render_to_string

from audit.journal.canonical import canonical_bytes
from bids.enums import BidState
from bids.models import Bid
from tenders.models import Lot, Tender

from ..decisions.models import AdmissibilityDecision
from ..enums import Result
from ..models import Finding
from ..rules.qualification import qualification
from ..rules.registry import RULES
from .bars import bar
from .models import RegularisationPoint

POINTS = "admissibility/regularisation/points"


@dataclass(frozen=True, slots=True)
class Concerned:
    """One bid with the finding to put right, and the words proposed to its author."""

    bid: Bid
    finding: Finding

    @property
    def text(self) -> str:
        """What its author will read."""
        template = f"{POINTS}/{self.finding.rule}/{self.finding.code}.txt"
        return render_to_string(template, {"facts": self.finding.facts}).strip()


@dataclass(frozen=True, slots=True)
class Askable:
    """One point (rule, code) and all whom it concerns."""

    rule: str
    code: str
    article: str
    concerned: list[Concerned]

    @property
    def key(self) -> str:
        return f"{self.rule}/{self.code}"

    @property
    def title(self) -> str:
        return next(rule.title for rule in RULES if rule.name == self.rule)


def askable(tender: Tender, lot: Lot | None) -> list[Askable]:
    """Return every point that can still be put right, in the order of the findings."""
    bids = biddable(tender, lot)
    asked = RegularisationPoint.objects.asked(bids)
    rows = Finding.objects.filter(bid__in=bids).newest()
    found: dict[tuple[str, str], list[Concerned]] = {}
    for row in sorted(rows, key=lambda one: one.pk):
        assert row.bid_id is not None
        if row.result != Result.CONFORM and (row.bid_id, row.rule, row.code) not in asked:
            found.setdefault((row.rule, row.code), []).append(Concerned(bids[row.bid_id], row))
    points = [Askable(*key, qualification(*key).regularised_by, all_of) for key, all_of in found.items()]
    return [one for one in points if one.article]


def biddable(tender: Tender, lot: Lot | None) -> dict[int, Bid]:
    """Bids that are still in: read, not set aside, and that nothing bars."""
    bids = Bid.objects.filter(lot__tender=tender, state=BidState.READ).select_related(
        "lot__tender", "organisation"
    )
    chosen = list(bids.filter(lot=lot) if lot else bids)
    out = {
        bid
        for bid, one in AdmissibilityDecision.objects.of_bids(one.pk for one in chosen).items()
        if one.is_adverse
    }
    return {one.pk: one for one in chosen if one.pk not in out and not bar(one)}


def fingerprint(points: Sequence[Askable]) -> str:
    """SHA-256 (hex) of what the page showed."""
    shown = [[one.key, [whom.finding.pk for whom in one.concerned]] for one in points]
    return sha256(canonical_bytes(shown)).hexdigest()
