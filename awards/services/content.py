"""What a ranking keeps (schema `ranking/2`): JSON without floats, amounts and marks as text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from fractions import Fraction
from typing import Any

from bids.enums import BidState
from tenders.models import Lot

from ..ranking import (
    Criterion,
    Difference,
    Offer,
    Order,
    Reason,
    Robustness,
    Stability,
    Standing,
    differences,
    rank,
    robustness,
    stability,
)
from .field import Entrant, criteria, offer
from .known import evidence, reading_labels

SCHEMA = "ranking/2"


def ranking_content(lot: Lot, field: Sequence[Entrant]) -> dict[str, Any]:
    """The whole document; what it is computed from is named by fingerprints."""
    graded = criteria(lot)
    offers = {entrant.bid.pk: offer(entrant, graded) for entrant in field}
    by_bid = {entrant.bid.pk: entrant for entrant in field}
    standings = rank(graded, list(offers.values()))
    known = evidence(field, graded)
    gaps = differences(graded, standings, known)
    steady = stability(graded, list(offers.values()), gaps, known)
    marked = sum((one.weight for one in graded if one.is_marked), Decimal(0))
    return {
        "schema": SCHEMA,
        "tender": {"reference": lot.tender.reference, "fingerprint": lot.tender.fingerprint},
        "lot": {"number": lot.number, "title": lot.title},
        "criteria": [criterion_document(one) for one in graded],
        "marked_weight": str(marked),
        "total_weight": str(sum((one.weight for one in graded), Decimal(0))),
        "is_provisional": any(not one.is_marked for one in graded),
        "entries": [entry(one, offers[one.offer], by_bid[one.offer]) for one in standings],
        "unreadable": list(unreadable(lot)),
        "robustness": robustness_document(robustness(graded, standings)),
        "differences": [difference_document(one) for one in gaps],
        "stability": stability_document(steady, reading_labels(field)),
    }


def criterion_document(one: Criterion) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "kind": one.kind,
        "weight": str(one.weight),
        "method": one.method,
        "floor": str(one.floor),
        "target": str(one.target),
        "is_marked": one.is_marked,
    }


def entry(standing: Standing, found: Offer, entrant: Entrant) -> dict[str, Any]:
    return {
        "bid": found.id,
        "name": found.name,
        "rank": standing.rank,
        "hypothetical_rank": standing.hypothetical_rank,
        "price_eur": str(found.price_eur),
        "measures": texts(found.measures.items()),
        "marks": texts(standing.marks.items()),
        "points": texts(standing.points.items()),
        "total": None if standing.total is None else str(standing.total),
        "reasons": [reason_document(one) for one in found.reasons],
        "run": run_document(entrant),
    }


def texts(values: Iterable[tuple[int, Decimal | None]]) -> dict[str, str | None]:
    return {str(key): None if value is None else str(value) for key, value in values}


def reason_document(reason: Reason) -> dict[str, Any]:
    return {
        "code": reason.code,
        "article": reason.article,
        "adverse": reason.adverse,
        "facts": dict(reason.facts),
        "finding": reason.finding,
    }


def run_document(entrant: Entrant) -> dict[str, str]:
    run = entrant.run
    return {
        "id": str(run.pk),
        "input_sha256": run.input_sha256,
        "output_sha256": run.output_sha256,
        "engine_version": run.engine_version,
        "engine_sha256": run.engine_sha256,
    }


def unreadable(lot: Lot) -> Iterable[dict[str, Any]]:
    """Offers whose workbook could not be read: shown, with why, and neither ranked nor marked."""
    for bid in lot.bids.filter(state=BidState.UNREADABLE).select_related("organisation").order_by("pk"):
        errors = [one["message"] for one in bid.issues if one.get("severity", "error") == "error"]
        yield {"bid": bid.pk, "name": bid.organisation.legal_name, "issues": errors}


def robustness_document(found: Robustness | None) -> dict[str, Any] | None:
    """Shifts as fractions (« 50/11 »), in points moved from capacity to price."""
    if found is None:
        return None
    return {
        "leaders": list(found.leaders),
        "lowest_shift": str(found.lowest_shift),
        "highest_shift": str(found.highest_shift),
        "crossings": [{"bid": one.challenger, "shift": str(Fraction(one.shift))} for one in found.crossings],
    }


def difference_document(one: Difference) -> dict[str, Any]:
    return {
        "criterion": one.criterion,
        "ahead": one.ahead,
        "behind": one.behind,
        "gap": str(one.gap),
        "half_width_95": None if one.half_width is None else str(one.half_width),
        "is_told_apart": one.is_told_apart,
    }


def stability_document(found: Stability | None, labels: Mapping[str, str]) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "reversible": [{"ahead": ahead, "behind": behind} for ahead, behind in found.reversible],
        "worlds": asdict(found.worlds) if found.worlds else None,
        "readings": [
            {
                "id": one.id,
                "label": labels[one.id],
                "is_same": one.is_same,
                "order": order_document(one.order),
            }
            for one in found.readings
        ],
    }


def order_document(order: Order) -> list[dict[str, int]]:
    return [{"bid": bid, "rank": rank_of} for bid, rank_of in order]
