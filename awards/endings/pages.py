"""What the pages of an ending show."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from tenders.models import Lot, Tender
from ui.components import Status, Step

from ..models import Ranking
from .choosing import cautions, may_award, may_designate, of_lot
from .enums import CLOSED, CONCLUDED, ENDED, EndingState, UnsuccessfulCause
from .facts import lot_facts
from .legal_hold import LegalHold
from .models import Award, LotEnding
from .state import Blocker, Caution, LotFacts, Standing, may_abandon, may_sign
from .timeline import timeline
from .unsuccessful import may_declare, what_may_follow

S = EndingState
TONES = {
    S.OPEN: "neutral",
    S.DESIGNATED: "info",
    S.PROOFS_REQUESTED: "info",
    S.PROOFS_EXAMINED: "info",
    S.AWARDED: "info",
    S.INFORMED: "info",
    S.SIGNED: "success",
    S.NOTIFIED: "success",
    S.ABANDONED: "warning",
    S.UNSUCCESSFUL: "warning",
}
#: What an officer does next, by state.
NEXT = {
    S.OPEN: "pressentir une offre du classement, ou déclarer sans suite",
    S.DESIGNATED: "demander les preuves, ou constater que l’acheteur les a déjà (R. 2144-4)",
    S.PROOFS_REQUESTED: "examiner les preuves",
    S.PROOFS_EXAMINED: "attribuer le lot",
    S.AWARDED: "informer les candidats écartés (L. 2181-1)",
    S.INFORMED: "signer, à l’issue du délai",
    S.SIGNED: "notifier le marché (R. 2182-4)",
    S.NOTIFIED: "envoyer l’avis d’attribution et publier les données essentielles",
}


BEFORE_AWARD = (S.DESIGNATED, S.PROOFS_REQUESTED, S.PROOFS_EXAMINED)
#: The steps that a state alone opens.
OFFERED = {
    S.DESIGNATED: ("demander", "admettre", "retirer"),
    S.PROOFS_REQUESTED: ("admettre", "retirer"),
    S.PROOFS_EXAMINED: ("retirer",),
    S.AWARDED: ("informer", "retirer"),
    S.INFORMED: ("retirer",),
    S.SIGNED: ("notifier",),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A bid, with what forbids designating it and what must be acknowledged."""

    standing: Standing
    blockers: list[Blocker]
    cautions: list[Caution]


class EndingPage:
    """A lot, where it stands, what is next and what blocks it."""

    def __init__(self, lot: Lot, now: datetime) -> None:
        self.lot, self.now = lot, now

    @cached_property
    def ending(self) -> LotEnding | None:
        return LotEnding.objects.filter(lot=self.lot).select_related("ended_by").first()

    @cached_property
    def facts(self) -> LotFacts:
        return lot_facts(self.lot)

    @cached_property
    def award(self) -> Award | None:
        return self.ending.award if self.ending else None

    @property
    def version(self) -> int:
        """The one to send back with a step; a lot without a row is at its first."""
        return self.ending.version if self.ending else 1

    @property
    def state(self) -> EndingState:
        return EndingState(self.facts.state)

    @property
    def status(self) -> Status:
        return Status(str(self.state.label), TONES[self.state])

    @property
    def is_ended(self) -> bool:
        return self.state in ENDED

    @property
    def is_closed(self) -> bool:
        return self.state in CLOSED

    @property
    def is_concluded(self) -> bool:
        return self.state in CONCLUDED

    @cached_property
    def holds(self) -> list[LegalHold]:
        return list(LegalHold.objects.of_lot(self.lot).running())

    @cached_property
    def signature_blockers(self) -> list[Blocker]:
        return [] if self.is_ended else may_sign(self.facts, self.now)

    @property
    def next_words(self) -> str:
        return NEXT.get(self.state, "")

    @property
    def next_steps(self) -> list[str]:
        """The names of the steps whose forms the page offers, in the order of the page."""
        ways = {
            **dict.fromkeys(OFFERED.get(self.state, ()), True),
            "pressentir": self.state == S.OPEN and bool(self.candidates),
            "signer": self.state == S.INFORMED and not self.signature_blockers,
            "attribuer": self.state == S.PROOFS_EXAMINED and not self.award_blockers,
            "avis": self.is_concluded and not self.known("notice_sent_on"),
            "donnees": self.state == S.NOTIFIED and not self.known("data_published_on"),
            "infructueux": bool(self.causes),
            "sans-suite": not may_abandon(self.facts),
        }
        return [name for name, is_open in ways.items() if is_open]

    def known(self, column: str) -> bool:
        return self.award is not None and getattr(self.award, column) is not None

    @cached_property
    def ranking(self) -> Ranking | None:
        return Ranking.objects.filter(lot=self.lot).first()

    @cached_property
    def choices(self) -> list[Choice]:
        """Every bid of the lot, the best rank first, with what forbids it and what to acknowledge."""
        last = 10**9
        ordered = sorted(self.facts.standings, key=lambda one: (one.rank or last, one.bid))
        return [
            Choice(one, may_designate(self.facts, one.bid), cautions(self.facts, one.bid)) for one in ordered
        ]

    @property
    def candidates(self) -> list[Standing]:
        """The bids that may be designated; none while the lot itself forbids it."""
        return [one.standing for one in self.choices if not one.blockers]

    @cached_property
    def lot_blockers(self) -> list[Blocker]:
        """What keeps every bid from being designated."""
        return list(of_lot(self.facts)) if self.state == S.OPEN else []

    @cached_property
    def award_blockers(self) -> list[Blocker]:
        return may_award(self.facts) if self.state in BEFORE_AWARD else []

    @property
    def withdrawn(self) -> list[Award]:
        """The choices that did not hold, kept."""
        if self.ending is None:
            return []
        gone = self.ending.awards.filter(withdrawn_at__isnull=False)
        return list(gone.select_related("bid__organisation", "withdrawn_by"))

    @property
    def steps(self) -> list[Step]:
        return timeline(self.award, is_formal=self.facts.is_formal) if self.award else []

    @cached_property
    def causes(self) -> list[str]:
        """The causes of « infructueux » that the file bears out today."""
        return [cause for cause in UnsuccessfulCause.values if not may_declare(self.facts, cause)]

    @property
    def may_follow(self) -> list[str]:
        if self.ending is None or not self.ending.cause:
            return []
        return what_may_follow(self.ending.cause, is_formal=self.facts.is_formal)


def ending_pages(tender: Tender, now: datetime) -> list[EndingPage]:
    lots = tender.lots.select_related("tender__buyer", "main_cpv", "ess_clause").order_by("number")
    return [EndingPage(lot, now) for lot in lots]
