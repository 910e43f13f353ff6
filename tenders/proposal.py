"""The procedure proposed for a consultation beside the one that its buyer chose."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from audit.clock import PARIS

from .enums import ProcedureKind
from .law.procedures import Facts, LotFacts, Proposal, Reason, propose
from .law.thresholds import Buyer
from .models import Lot, Tender


def proposal_of(tender: Tender, now: datetime) -> Proposal:
    """Return what the code asks on the day of publication, or today as long as it is a draft."""
    return proposed(tender, tender.lots.order_by("number"), threshold_day(tender, now))


def threshold_day(tender: Tender, now: datetime) -> date:
    """Return the day whose thresholds bind the consultation: its publication's, or today for a draft."""
    return (tender.published_at or now).astimezone(PARIS).date()


def buyer_of(tender: Tender) -> Buyer | None:
    """Return what the buyer said it is for this contract; None when it said nothing."""
    return Buyer(tender.buyer_kind) if tender.buyer_kind else None


def proposed(tender: Tender, lots: Iterable[Lot], on: date) -> Proposal:
    facts = [LotFacts(lot.number, lot.main_cpv_id or "", lot.estimated_value_eur) for lot in lots]
    return propose(
        Facts(
            estimate_eur=tender.estimated_value_eur or None,
            lots=tuple(facts),
            buyer=buyer_of(tender),
            on=on,
        )
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen procedure, for the pages: with what was proposed and whether a reason is due."""

    tender: Tender
    proposal: Proposal

    @classmethod
    def read(cls, tender: Tender, now: datetime) -> "Choice":
        return cls(tender, proposal_of(tender, now))

    @property
    def proposed_label(self) -> str:
        """The label of the proposed procedure, empty when nothing is proposed."""
        found = self.proposal.procedure
        return str(ProcedureKind(found).label) if found else ""

    @property
    def differs(self) -> bool:
        return differs(self.tender, self.proposal)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        return (*self.proposal.reasons, self.proposal.publicity_reason)

    @property
    def alternatives(self) -> list[tuple[str, Reason]]:
        return [(str(ProcedureKind(one.procedure).label), one.reason) for one in self.proposal.alternatives]


def differs(tender: Tender, proposal: Proposal) -> bool:
    """Did the buyer choose another procedure than the proposed one?"""
    return proposal.procedure is not None and proposal.procedure != tender.procedure
