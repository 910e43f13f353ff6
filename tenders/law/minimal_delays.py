"""The least time that candidates are given, by procedure: articles R. 2143-1, R. 2151-1, R. 2161-2 to -15."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from .marks import Mark
from .periods import days_after


class Procedure(StrEnum):
    ADAPTED = "adapted"
    OPEN = "open"
    RESTRICTED = "restricted"
    NEGOTIATED = "negotiated"


#: Candidates are selected first, and only those selected are invited to bid.
TWO_PHASES = frozenset({Procedure.RESTRICTED, Procedure.NEGOTIATED})
FORMAL = TWO_PHASES | {Procedure.OPEN}


class Stage(StrEnum):
    APPLICATIONS = "applications"
    BIDS = "bids"


class Case(StrEnum):
    """What a delay rests on, each shorter than the one before it in the table."""

    USUAL = "usual"
    ELECTRONIC = "electronic"
    PREINFORMATION = "preinformation"
    URGENCY = "urgency"


@dataclass(frozen=True, slots=True)
class MinimalDelay:
    """``days`` from the sending of the notice, or of the invitation for the bids of a two-phase procedure."""

    procedure: Procedure
    stage: Stage
    case: Case
    days: int
    article: str
    mark: Mark = Mark.VERIFIED


OPEN, RESTRICTED, NEGOTIATED = Procedure.OPEN, Procedure.RESTRICTED, Procedure.NEGOTIATED
APPLICATIONS, BIDS = Stage.APPLICATIONS, Stage.BIDS
MINIMAL_DELAYS: tuple[MinimalDelay, ...] = (
    MinimalDelay(OPEN, BIDS, Case.USUAL, 35, "R. 2161-2"),
    MinimalDelay(OPEN, BIDS, Case.ELECTRONIC, 30, "R. 2161-3"),
    MinimalDelay(OPEN, BIDS, Case.PREINFORMATION, 15, "R. 2161-3"),
    MinimalDelay(OPEN, BIDS, Case.URGENCY, 15, "R. 2161-3"),
    MinimalDelay(RESTRICTED, APPLICATIONS, Case.USUAL, 30, "R. 2161-6 à R. 2161-8"),
    MinimalDelay(RESTRICTED, APPLICATIONS, Case.URGENCY, 15, "R. 2161-6 à R. 2161-8"),
    MinimalDelay(RESTRICTED, BIDS, Case.USUAL, 30, "R. 2161-6 à R. 2161-8"),
    MinimalDelay(RESTRICTED, BIDS, Case.ELECTRONIC, 25, "R. 2161-6 à R. 2161-8"),
    MinimalDelay(RESTRICTED, BIDS, Case.URGENCY, 10, "R. 2161-6 à R. 2161-8"),
    MinimalDelay(NEGOTIATED, APPLICATIONS, Case.USUAL, 30, "R. 2161-12 à R. 2161-15"),
    MinimalDelay(NEGOTIATED, BIDS, Case.USUAL, 30, "R. 2161-12 à R. 2161-15"),
    MinimalDelay(NEGOTIATED, BIDS, Case.ELECTRONIC, 25, "R. 2161-12 à R. 2161-15"),
)
#: Added in a formal procedure when the documents are not on the buyer profile.
OFF_PROFILE_DAYS = 5
OFF_PROFILE_ARTICLE = "R. 2151-2"
#: An adapted procedure has no figure: the time is enough for the complexity of the contract.
ADAPTED_ARTICLE = "R. 2143-1, R. 2151-1"
#: The least number of candidates that a two-phase procedure invites.
LEAST_CANDIDATES = {Procedure.RESTRICTED: 5, Procedure.NEGOTIATED: 3}
CANDIDATES_ARTICLE = "R. 2142-17"


def minimal_delay(
    procedure: Procedure,
    *,
    stage: Stage = Stage.BIDS,
    electronic: bool = True,
    preinformation: bool = False,
    urgency: bool = False,
    on_profile: bool = True,
) -> MinimalDelay | None:
    """Return the shortest lawful delay, ``days`` included what is added; None for an adapted procedure.

    An urgency or a prior notice that the table does not know for a procedure changes nothing.
    """
    granted = {Case.USUAL: True, Case.ELECTRONIC: electronic}
    granted |= {Case.PREINFORMATION: preinformation, Case.URGENCY: urgency}
    rows = (row for row in MINIMAL_DELAYS if (row.procedure, row.stage) == (procedure, stage))
    found = min((row for row in rows if granted[row.case]), key=lambda row: row.days, default=None)
    if found is None or on_profile:
        return found
    article = f"{found.article}, {OFF_PROFILE_ARTICLE}"
    return replace(found, days=found.days + OFF_PROFILE_DAYS, article=article)


def first_lawful_day(sent: date | datetime, delay: MinimalDelay) -> date:
    """Return the first day on which the deadline may fall; the day of the sending does not count."""
    return days_after(sent, delay.days)
