"""A consultation as plain values: what the moments are computed from. Pure."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """Something asked of bidders, with one deadline: a regularisation, the justification of a price.

    is_sealed: the answers stay closed until then, and somebody opens them.
    """

    key: str
    label: str
    article: str
    due_at: datetime
    is_sealed: bool = False
    opened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class HoldFacts:
    """A référé précontractuel."""

    key: str
    court: str
    filed_at: datetime
    lifted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LotFacts:
    """A lot from the choice of its bid to the end of its records; None while a step is not taken.

    blockers: why it cannot be signed now. notice_required, data_required: None when the amount is
    unknown, or the threshold of that day.
    """

    number: int
    title: str = ""
    proofs_due_at: datetime | None = None
    proofs_examined_at: datetime | None = None
    awarded_at: datetime | None = None
    informed_at: datetime | None = None
    sign_from_at: datetime | None = None
    signed_at: datetime | None = None
    notified_at: datetime | None = None
    notice_sent_on: date | None = None
    data_published_on: date | None = None
    ended_at: datetime | None = None
    ended_as: str = ""
    end_reason: str = ""
    blockers: tuple[str, ...] = ()
    notice_required: bool | None = None
    data_required: bool | None = None


@dataclass(frozen=True, slots=True)
class TenderFacts:
    """A consultation; moments are aware. unanswered: questions that wait. unsigned: the buyer's people who
    have not signed about every name of the opened bids. versions: (number, published) after the first.
    """

    reference: str
    is_formal: bool = False
    published_at: datetime | None = None
    versions: tuple[tuple[int, datetime], ...] = ()
    questions_due_at: datetime | None = None
    answers_due_on: date | None = None
    unanswered: int = 0
    deadline_at: datetime | None = None
    opened_at: datetime | None = None
    unsigned: int = 0
    recused: int = 0
    ranked_at: datetime | None = None
    abandoned_at: datetime | None = None
    abandonment_reason: str = ""
    rounds: tuple[RoundFacts, ...] = ()
    holds: tuple[HoldFacts, ...] = ()
    lots: tuple[LotFacts, ...] = ()
    records_deleted_at: datetime | None = None
