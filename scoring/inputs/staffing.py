"""Who answers: the teams that a workbook declares, as groups of the engine. No Django here."""

import math
from collections.abc import Iterable, Mapping, Sequence

from bids.workbook.content import Absence, BidContent, Shift, Team
from bids.workbook.vocabulary import LEAD_EMPLOYER
from scoring.engine import model

#: Someone is waiting on the line, then on the screen; what is deferrable comes after both.
URGENCY = tuple(model.Channel(name) for name in ("call", "chat", "callback", "outbound", "email"))
NO_ABSENCE = (0.0, 0.0, 0)


def groups(
    content: BidContent,
    contact_types: Sequence[model.ContactType],
    concurrency: Mapping[str, int],
    bidder: str,
) -> tuple[model.Group, ...]:
    """One group a team that can serve the lot, in the workbook's order.

    concurrency: chats that the buyer lets one person hold, by contact type id; bidder: the name of whoever
    employs the teams of the « titulaire ».
    """
    served = {team.code: skills(team, content.teams, contact_types) for team in content.teams}
    return tuple(
        group(team, served[team.code], content, concurrency, bidder)
        for team in content.teams
        if served[team.code]
    )


def idle_teams(content: BidContent, contact_types: Sequence[model.ContactType]) -> tuple[str, ...]:
    """Codes of the teams that serve no contact of the lot: they weigh nothing in the computation."""
    return tuple(team.code for team in content.teams if not skills(team, content.teams, contact_types))


def covers(team: Team, contact_type: model.ContactType) -> bool:
    return (
        contact_type.channel in team.channels
        and contact_type.language in team.languages
        and contact_type.level in team.levels
    )


def skills(team: Team, teams: Sequence[Team], contact_types: Sequence[model.ContactType]) -> tuple[str, ...]:
    """What the team serves, in the order it takes it: the most urgent channel, then what fewest teams can do.

    A bilingual agent thus takes the caller whom few others can answer; the lot's order breaks ties.
    """
    served = [one for one in contact_types if covers(team, one)]
    able = {one.id: sum(covers(other, one) for other in teams) for one in served}
    served.sort(key=lambda one: (URGENCY.index(one.channel), able[one.id]))
    return tuple(one.id for one in served)


def group(
    team: Team, served: tuple[str, ...], content: BidContent, concurrency: Mapping[str, int], bidder: str
) -> model.Group:
    absence, shrinkage, ramp_up = absences(team.code, content.absences)
    return model.Group(
        id=team.code,
        label=team.code,
        employer=employer(team, bidder),
        skills=served,
        shifts=tuple(shift(row) for row in content.shifts if row.team == team.code),
        declared_staff=team.declared_staff,
        contract_hours_per_week=float(team.contract_hours_per_week),
        absence_share=absence,
        shrinkage_share=shrinkage,
        chat_concurrency=chats_at_once(team, served, concurrency),
        ramp_up_weeks=ramp_up,
    )


def employer(team: Team, bidder: str) -> model.Employer:
    name = bidder if team.employer.casefold() == LEAD_EMPLOYER else team.employer
    return model.Employer(name, is_subcontractor=team.employer_role == "subcontractor")


def chats_at_once(team: Team, served: Iterable[str], concurrency: Mapping[str, int]) -> int:
    """The buyer's limit and the bidder's: the lower of the two; 1 for a team without chats."""
    limits = [concurrency[one] for one in served if one in concurrency]
    return max(1, min([team.chat_concurrency, *limits])) if limits else 1


def absences(team: str, rows: Iterable[Absence]) -> tuple[float, float, int]:
    """Absence, shrinkage (shares of 0 to 1) and whole weeks of ramp-up; none when the team declares none."""
    for row in rows:
        if row.team == team:
            return float(row.absence_share), float(row.shrinkage_share), math.ceil(row.ramp_up_weeks)
    return NO_ABSENCE


def shift(row: Shift) -> model.Shift:
    return model.Shift(
        days=row.days,
        start_minute=row.start_minute,
        end_minute=row.end_minute,
        headcount=row.headcount,
        break_minutes=row.break_minutes,
        site=row.site,
    )
