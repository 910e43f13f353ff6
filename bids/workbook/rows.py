"""A content as the rows that a bidder would type, column by column of the layout."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Final

from bids.applications.content import (
    FORM_LABELS,
    LEGAL_FAMILY_LABELS,
    ApplicationContent,
    Member,
    Subcontractor,
)
from bids.workbook import layout
from bids.workbook.application_layout import MEMBERS
from bids.workbook.content import Absence, BidContent, Evidence, Shift, Team
from bids.workbook.layout_types import SheetLayout
from bids.workbook.vocabulary import CHANNEL_LABELS, DAY_LABELS, ROLE_LABELS, language_label

Value = str | int | Decimal

_SHORT_DAYS: Final = tuple(label[:3] for label in DAY_LABELS)


def rows_of(table: SheetLayout, content: BidContent) -> list[tuple[Value, ...]]:
    """Rows of any table but the prices, whose lines are the lot's, and the lines of « Candidature »."""
    writers: dict[str, Callable[[BidContent], Iterable[tuple[Value, ...]]]] = {
        layout.TEAMS.name: lambda bid: map(_team, bid.teams),
        layout.SHIFTS.name: lambda bid: map(_shift, bid.shifts),
        layout.ABSENCES.name: lambda bid: map(_absence, bid.absences),
        layout.SUBCONTRACTORS.name: lambda bid: map(_subcontractor, bid.subcontractors),
        layout.EVIDENCE.name: lambda bid: map(_evidence, bid.evidence),
        MEMBERS.name: lambda bid: map(_member, bid.application.members if bid.application else ()),
    }
    return list(writers[table.name](content))


def _team(team: Team) -> tuple[Value, ...]:
    return (
        team.code,
        team.employer,
        ROLE_LABELS[team.employer_role],
        _levels(team.levels),
        ", ".join(map(language_label, team.languages)),
        _channels(team.channels),
        team.chat_concurrency,
        team.declared_staff,
        team.contract_hours_per_week,
        team.site,
    )


def _shift(shift: Shift) -> tuple[Value, ...]:
    end = shift.end_minute if shift.end_minute <= 1440 else shift.end_minute - 1440
    return (
        shift.team,
        _days(shift.days),
        _clock(shift.start_minute),
        _clock(end),
        shift.break_minutes,
        shift.headcount,
        shift.site,
    )


def _absence(absence: Absence) -> tuple[Value, ...]:
    return (absence.team, absence.absence_share, absence.shrinkage_share, absence.ramp_up_weeks)


def _subcontractor(sub: Subcontractor) -> tuple[Value, ...]:
    return (
        sub.name,
        sub.siret,
        sub.tasks,
        _levels(sub.levels),
        _channels(sub.channels),
        sub.amount_eur,
        sub.payment_terms,
        yes_no(sub.direct_payment),
        yes_no(sub.relies_on_capacities),
        yes_no(sub.no_exclusion_declared or None),
    )


def _member(member: Member) -> tuple[Value, ...]:
    last = max((year for year, _ in member.turnovers), default=0)
    amounts = dict(member.turnovers)
    return (
        member.name,
        member.siret,
        LEGAL_FAMILY_LABELS.get(member.legal_family, ""),
        yes_no(member.is_lead),
        member.tasks,
        _or_blank(member.amount_eur),
        last or "",
        *(_or_blank(amounts.get(last - back)) for back in range(3)),
        member.ess_evidence,
        yes_no(member.no_exclusion_declared or None),
        ", ".join(member.exclusions_declared),
    )


def answers_of(content: ApplicationContent) -> dict[str, str]:
    """The answers of « Candidature », by key of application_layout.ITEMS."""
    lead = content.lead
    joint = content.form == "joint"
    return {
        "form": FORM_LABELS[content.form],
        "lead_is_liable": yes_no(lead.is_jointly_liable if lead and joint else None),
        "signatory": content.signatory,
        "signatory_capacity": content.signatory_capacity,
        "honour_declared": yes_no(content.honour_declared or None),
        "oeth_declared": yes_no(content.oeth_declared or None),
        "lead_empowered": yes_no(content.lead_empowered or None),
    }


def yes_no(answer: bool | None) -> str:  # noqa: FBT001 - the answer itself, not an option
    return "" if answer is None else "oui" if answer else "non"


def _or_blank(amount: Decimal | None) -> Value:
    return "" if amount is None else amount


def _evidence(evidence: Evidence) -> tuple[Value, ...]:
    return (evidence.figure, evidence.document, evidence.page)


def _levels(levels: tuple[int, ...]) -> str:
    return " et ".join(f"N{level}" for level in levels)


def _channels(channels: tuple[str, ...]) -> str:
    return ", ".join(CHANNEL_LABELS[channel] for channel in channels)


def _days(days: tuple[int, ...]) -> str:
    if len(days) == 7:
        return "tous les jours"
    if len(days) > 2 and days == tuple(range(days[0], days[-1] + 1)):
        return f"{_SHORT_DAYS[days[0]]}-{_SHORT_DAYS[days[-1]]}"
    return ", ".join(_SHORT_DAYS[day] for day in days)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
