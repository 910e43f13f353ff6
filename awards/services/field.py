"""The offers of a lot as the ranking sees them, and what is missing before it can."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from admissibility.decisions import current
from admissibility.decisions.models import AdmissibilityDecision
from admissibility.enums import Result
from admissibility.models import Finding
from audit.clock import PARIS
from bids.enums import BidState
from bids.models import Bid
from scoring.capacity.lawful import unlawful
from scoring.inputs import criterion_id
from scoring.models import CapacityRun
from tenders.models import Lot

from ..abnormally_low.models import PriceEnquiry
from ..ranking import Criterion, Offer, Reason
from ..ranking.values import ONE, ZERO, Method

IRREGULAR = "L. 2152-2"
ABNORMALLY_LOW = "L. 2152-5"
REJECTED = "L. 2152-6"


@dataclass(frozen=True, slots=True)
class Entrant:
    """A bid with its last finished verdict."""

    bid: Bid
    run: CapacityRun

    @property
    def output(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.run.output or {}
        return found


def missing_for(lot: Lot) -> list[str]:
    """One sentence for each offer that still has to be read or computed; empty when all are there."""
    runs = {run.bid_id: run for run in CapacityRun.objects.verdicts().filter(bid__lot=lot).last_of_each_bid()}
    done = set(CapacityRun.objects.verdicts().filter(bid__lot=lot).done().values_list("bid", flat=True))
    bids = lot.bids.exclude(state=BidState.UNREADABLE).select_related("organisation")
    return [line for bid in bids if (line := _missing(bid, runs.get(bid.pk), has_result=bid.pk in done))]


def _missing(bid: Bid, run: CapacityRun | None, *, has_result: bool) -> str:
    name = bid.organisation.legal_name
    if bid.state == BidState.OPENED:
        return f"L’offre de {name} n’est pas encore lue."
    if run is not None and run.is_active:
        return f"Le calcul de capacité de {name} est {run.get_state_display().lower()}."
    if run is None or not has_result:
        state = run.get_state_display().lower() if run else "à demander"
        return f"Le calcul de capacité de {name} est {state} : relancez-le."
    return ""


def entrants(lot: Lot) -> list[Entrant]:
    """The bids that were read, each with its last finished run, in the order of the bids."""
    runs = CapacityRun.objects.verdicts().filter(bid__lot=lot, bid__state=BidState.READ)
    found = runs.done().last_of_each_bid().select_related("bid__organisation")
    return sorted((Entrant(run.bid, run) for run in found), key=lambda one: one.bid.pk)


def criteria(lot: Lot) -> list[Criterion]:
    """The published criteria in their order; a scale without ends runs from 0 to 1."""
    return [
        Criterion(
            id=row.pk,
            name=row.name,
            kind=row.kind,
            weight=row.weight,
            method=cast("Method", row.method),
            floor=ZERO if row.floor_share is None else row.floor_share,
            target=ONE if row.target_share is None else row.target_share,
        )
        for row in lot.criteria.order_by("position", "pk")
    ]


def offer(entrant: Entrant, graded: Iterable[Criterion]) -> Offer:
    values = {one["question"]["id"]: one["value"] for one in entrant.output["answers"]}
    measures = {one.id: values.get(criterion_id(one.id)) for one in graded}
    assert entrant.bid.total_price_eur is not None
    return Offer(
        id=entrant.bid.pk,
        name=entrant.bid.organisation.legal_name,
        price_eur=entrant.bid.total_price_eur,
        measures={key: None if value is None else Decimal(value) for key, value in measures.items()},
        reasons=(*from_admissibility(entrant.bid), *from_enquiry(entrant.bid), *from_capacity(entrant)),
    )


def from_admissibility(bid: Bid) -> Iterator[Reason]:
    """What the officer decided; before any decision, what the rules found and does not conform."""
    decision = current(bid)
    if decision is None:
        yield from findings(bid)
    else:
        code = "set_aside" if decision.is_adverse else "admitted"
        yield Reason(code, decision.article, adverse=decision.is_adverse, facts=decision_facts(decision))


def findings(bid: Bid) -> Iterator[Reason]:
    """What admissibility found, the last version of each rule; what conforms is no reason."""
    for row in Finding.objects.filter(bid=bid).newest():
        if row.result != Result.CONFORM:
            adverse = row.result == Result.ADVERSE
            yield Reason(f"{row.rule}/{row.code}", row.article, adverse, {}, finding=row.pk)


def decision_facts(decision: AdmissibilityDecision) -> dict[str, str]:
    decided_on = decision.decided_at.astimezone(PARIS).date().isoformat()
    return {"decided_on": decided_on, "kind": decision.get_kind_display(), "reason": decision.reason}


def from_enquiry(bid: Bid) -> Iterator[Reason]:
    """The officer's decision that the price is abnormally low; alerts and open enquiries weigh nothing."""
    enquiry = PriceEnquiry.objects.filter(bid=bid).first()
    if enquiry and enquiry.is_rejected and enquiry.decided_at:
        decided_on = enquiry.decided_at.astimezone(PARIS).date().isoformat()
        facts = {"decided_on": decided_on, "ground": enquiry.get_rejection_ground_display()}
        yield Reason("rejected_abnormally_low", REJECTED, adverse=True, facts=facts)


def from_capacity(entrant: Entrant) -> Iterator[Reason]:
    """Requirements that are not held, hours that the staff cannot work, a price of zero."""
    for one in entrant.output["answers"]:
        if one["is_held"] is False:
            yield Reason("requirement_not_met", IRREGULAR, adverse=True, facts=requirement_facts(one))
    if entrant.output["lawful"]:
        yield Reason("beyond_legal_hours", IRREGULAR, adverse=False, facts=legal_facts(entrant.output))
    broken = unlawful(entrant.output["paper"])
    if broken:
        facts = {"findings": [paper_facts(one) for one in broken]}
        yield Reason("unlawful_roster", IRREGULAR, adverse=False, facts=facts)
    if not entrant.bid.total_price_eur:
        yield Reason("price_zero", ABNORMALLY_LOW, adverse=True, facts={})


def requirement_facts(answer: Mapping[str, Any]) -> dict[str, Any]:
    asked = answer["question"]
    facts = {key: asked[key] for key in ("label", "measure", "scope_label")}
    return facts | {key: answer[key] for key in ("value", "threshold", "hours")}


def legal_facts(output: Mapping[str, Any]) -> dict[str, Any]:
    """What the roster promises, what the staff can lawfully work, and what becomes of the answers."""
    return {
        "groups": sorted(output["lawful"]["kept"]),
        "promised_share": share_text(output["quick"]["overall"]["completed_share"]),
        "lawful_share": output["base"]["overall"],
    }


def paper_facts(finding: Mapping[str, Any]) -> dict[str, str]:
    return {"group": finding["group_id"], "article": finding["article"], "reason": finding["reason"]}


def share_text(value: float | None) -> str | None:
    return None if value is None else f"{value:.6f}"
