"""Can the people declared lawfully work the roster promised? A check on paper, before any simulation.

Every test is a necessary condition: what it flags cannot be worked by the declared staff whatever the
planning; what it lets pass may still need a planner's skill.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from scoring.engine import legal, roster
from scoring.engine.demand import HOURS_PER_YEAR
from scoring.engine.legal import LegalLimit
from scoring.engine.model import HOURS_PER_WEEK, EngineInput, Group, Shift
from scoring.engine.plain import plain

WEEKS_PER_YEAR = HOURS_PER_YEAR / HOURS_PER_WEEK
HOURS_PER_DAY = 24.0
PAPER_SCHEMA = "capacity-paper/1"
NIGHT_LEAVE = "de nuit : accord collectif ou autorisation, et repos compensateur (L3122-8)"
SUNDAY_LEAVE = "du dimanche : dérogation au repos dominical (L3132-12 et R3132-5, ou accord)"


class Severity(StrEnum):
    UNLAWFUL = "unlawful"
    TO_JUSTIFY = "to_justify"


@dataclass(frozen=True, slots=True)
class PaperFinding:
    """One limit passed. `reason` is a French sentence; hours_per_year where the limit counts hours."""

    group_id: str
    code: str
    article: str
    severity: Severity
    reason: str
    hours_per_year: float | None = None


@dataclass(frozen=True, slots=True)
class GroupPaper:
    """Hours a year. rostered: promised by the shifts, pauses left out; night: 21h to 6h; sunday: all day.

    lawful: declared staff x 1,607 h in proportion of the contract (at most 44 h a week). lawful_net: less
    absence and training. unworkable: rostered beyond lawful_net, which the declared staff cannot lawfully
    work; unworkable_even_if_never_absent: rostered beyond lawful.
    staff_needed: persons who would make `unworkable` zero, no fewer than rests between shifts demand.
    """

    group_id: str
    label: str
    declared_staff: int
    staff_needed: int
    rostered_hours_per_week: float
    rostered_hours: float
    night_hours: float
    sunday_hours: float
    lawful_hours: float
    lawful_net_hours: float
    unworkable_hours: float
    unworkable_even_if_never_absent_hours: float


@dataclass(frozen=True, slots=True)
class PaperCheck:
    """Groups in the order of the input; totals over them; every limit passed; the table of that day."""

    groups: tuple[GroupPaper, ...]
    rostered_hours: float
    night_hours: float
    sunday_hours: float
    lawful_net_hours: float
    unworkable_hours: float
    findings: tuple[PaperFinding, ...]
    limits: tuple[LegalLimit, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"schema": PAPER_SCHEMA, **plain(self)}


def paper_check(data: EngineInput) -> PaperCheck:
    """Rosters against the Code du travail (`legal.LIMITS`)."""
    groups = tuple(_paper(group) for group in data.groups)
    findings = [
        found for group, paper in zip(data.groups, groups, strict=True) for found in _findings(group, paper)
    ]
    return PaperCheck(
        groups=groups,
        rostered_hours=sum(paper.rostered_hours for paper in groups),
        night_hours=sum(paper.night_hours for paper in groups),
        sunday_hours=sum(paper.sunday_hours for paper in groups),
        lawful_net_hours=sum(paper.lawful_net_hours for paper in groups),
        unworkable_hours=sum(paper.unworkable_hours for paper in groups),
        findings=tuple(findings),
        limits=legal.limits_on(data.calendar.start_on),
    )


def lawful_hours_per_person(group: Group) -> float:
    """Hours a year of one person, never absent: 1,607 h in proportion of the contract (44 h at most)."""
    weekly = min(group.contract_hours_per_week, legal.AVERAGE_MAXIMUM.value)
    return legal.YEARLY_HOURS.value * weekly / legal.WEEKLY_HOURS.value


def _paper(group: Group) -> GroupPaper:
    weekly = roster.hours_per_week(group)
    rostered = weekly * WEEKS_PER_YEAR
    person = lawful_hours_per_person(group)
    net = person * (1.0 - group.absence_share) * (1.0 - group.shrinkage_share)
    lawful, lawful_net = group.declared_staff * person, group.declared_staff * net
    return GroupPaper(
        group_id=group.id,
        label=group.label,
        declared_staff=group.declared_staff,
        staff_needed=max(_ceiling(rostered / net) if net > 0 else 0, persons_for_rests(group)),
        rostered_hours_per_week=weekly,
        rostered_hours=rostered,
        night_hours=roster.night_hours_per_week(group) * WEEKS_PER_YEAR,
        sunday_hours=roster.sunday_hours_per_week(group) * WEEKS_PER_YEAR,
        lawful_hours=lawful,
        lawful_net_hours=lawful_net,
        unworkable_hours=max(rostered - lawful_net, 0.0),
        unworkable_even_if_never_absent_hours=max(rostered - lawful, 0.0),
    )


def persons_for_rests(group: Group) -> int:
    """Persons without whom somebody would start a shift less than eleven hours after the last one.

    At each minute, those in a shift and those still at rest after one are different people.
    """
    rest = int(legal.DAILY_REST.value * 60)
    return _ceiling(float(roster.resting_or_working(group, rest).max(initial=0.0)))


def has_weekly_rest(group: Group) -> bool:
    """Does the week leave 35 hours in a row in which not everybody declared is in a shift at once?

    At a minute when all of them are, nobody rests: what lies between two such minutes bounds every rest.
    """
    everybody = np.flatnonzero(roster.on_site(group) >= max(group.declared_staff, 1))
    if not everybody.size:
        return True
    gaps = np.diff(everybody, append=everybody[0] + roster.MINUTES_PER_WEEK) - 1
    return bool(gaps.max() >= legal.WEEKLY_REST.value * 60)


def _findings(group: Group, paper: GroupPaper) -> list[PaperFinding]:
    found = (
        _yearly(group, paper) + _weekly(group, paper) + _rests(group) + _hours_that_need_leave(group, paper)
    )
    if group.contract_hours_per_week > legal.WEEKLY_HOURS.value:
        hours = f"{group.contract_hours_per_week:g}".replace(".", ",")
        reason = f"contrat de {hours} h par semaine, au-delà de la durée légale : heures supplémentaires"
        found.append(_finding(group, "overtime_contract", legal.WEEKLY_HOURS, reason, Severity.TO_JUSTIFY))
    for number, shift in enumerate(group.shifts, start=1):
        found += _shift_findings(group, shift, number)
    return found


def _yearly(group: Group, paper: GroupPaper) -> list[PaperFinding]:
    if paper.unworkable_hours <= 0.5:
        return []
    certain = paper.unworkable_even_if_never_absent_hours > 0.5
    reason = (
        f"{_hours(paper.rostered_hours)} de postes par an pour {_hours(paper.lawful_net_hours)} que "
        f"l’effectif déclaré ({group.declared_staff}) peut légalement travailler, absences et formation "
        "déduites"
    )
    severity = Severity.UNLAWFUL if certain else Severity.TO_JUSTIFY
    return [_finding(group, "yearly_hours", legal.YEARLY_HOURS, reason, severity, paper.unworkable_hours)]


def _weekly(group: Group, paper: GroupPaper) -> list[PaperFinding]:
    for code, limit in (("week_48h", legal.WEEKLY_MAXIMUM), ("average_44h", legal.AVERAGE_MAXIMUM)):
        excess = paper.rostered_hours_per_week - group.declared_staff * limit.value
        if excess > 1e-6:
            reason = (
                f"chaque semaine, {_hours(excess)} dépassent {limit.value:g} h par personne déclarée "
                f"({limit.meaning})"
            )
            return [_finding(group, code, limit, reason, Severity.UNLAWFUL, excess * WEEKS_PER_YEAR)]
    return []


def _rests(group: Group) -> list[PaperFinding]:
    found = []
    needed = persons_for_rests(group)
    together = _ceiling(float(roster.on_site(group).max(initial=0.0)))
    if together > group.declared_staff:
        reason = f"{together} personnes prévues au même moment pour {group.declared_staff} déclarées"
        found.append(_finding(group, "headcount", legal.DAILY_REST, reason, Severity.UNLAWFUL))
    if needed > group.declared_staff:
        reason = f"{needed} personnes au moins sont nécessaires pour onze heures de repos entre deux postes"
        found.append(_finding(group, "daily_rest", legal.DAILY_REST, reason, Severity.UNLAWFUL))
    turns = sum(shift.headcount * len(shift.days) for shift in group.shifts)
    if turns > legal.DAYS_PER_WEEK.value * group.declared_staff:
        reason = f"{turns} postes par semaine : plus de six jours par personne déclarée"
        found.append(_finding(group, "six_days", legal.DAYS_PER_WEEK, reason, Severity.UNLAWFUL))
    if not has_weekly_rest(group):
        reason = (
            "tout l’effectif déclaré est au travail à intervalles de moins de 35 h : sans repos hebdomadaire"
        )
        found.append(_finding(group, "weekly_rest", legal.WEEKLY_REST, reason, Severity.UNLAWFUL))
    return found


def _hours_that_need_leave(group: Group, paper: GroupPaper) -> list[PaperFinding]:
    """Nights and Sundays are lawful with an agreement, an authorisation or a derogation: to be shown."""
    found = []
    for code, limit, hours, words in (
        ("night_work", legal.NIGHT_WORK, paper.night_hours, NIGHT_LEAVE),
        ("sunday_work", legal.SUNDAY_WORK, paper.sunday_hours, SUNDAY_LEAVE),
    ):
        if hours > 0.5:
            reason = f"{_hours(hours)} par an {words}"
            found.append(_finding(group, code, limit, reason, Severity.TO_JUSTIFY, hours))
    nights = any(_night(shift) >= legal.NIGHT_WORKER.value for shift in group.shifts)
    if nights and group.contract_hours_per_week > legal.NIGHT_AVERAGE.value:
        limit = legal.NIGHT_AVERAGE
        reason = f"postes de nuit et contrat de plus de {limit.value:g} h par semaine ({limit.meaning})"
        found.append(_finding(group, "night_average_40h", limit, reason, Severity.TO_JUSTIFY))
    return found


def _night(shift: Shift) -> float:
    """Hours of one shift between 21h and 6h, the pause included."""
    return float(roster.is_night(np.arange(shift.start_minute, shift.end_minute)).sum() / 60.0)


def _shift_findings(group: Group, shift: Shift, number: int) -> list[PaperFinding]:
    hours = roster.paid_minutes(shift) / 60.0
    night = _night(shift)
    found = _span_findings(group, shift, number)
    yearly = shift.headcount * len(shift.days) * WEEKS_PER_YEAR
    for code, limit, applies in (
        ("shift_over_10h", legal.DAILY_MAXIMUM, True),
        ("night_over_8h", legal.NIGHT_MAXIMUM, night >= legal.NIGHT_WORKER.value),
    ):
        if applies and hours > limit.value:
            reason = (
                f"poste n° {number} : {_hours(hours)} de travail, plus de {limit.value:g} h ({limit.meaning})"
            )
            excess = (hours - limit.value) * yearly
            found.append(_finding(group, code, limit, reason, Severity.TO_JUSTIFY, excess))
    if hours >= legal.PAUSE_AFTER.value and shift.break_minutes < legal.PAUSE.value:
        reason = (
            f"poste n° {number} : {_hours(hours)} de travail et {shift.break_minutes} min de pause non payée"
        )
        found.append(_finding(group, "pause", legal.PAUSE, reason, Severity.TO_JUSTIFY))
    return found


def _span_findings(group: Group, shift: Shift, number: int) -> list[PaperFinding]:
    """Eleven hours of rest in each day leave thirteen from the start of a shift to its end, pauses in."""
    hours, most = (shift.end_minute - shift.start_minute) / 60.0, HOURS_PER_DAY - legal.DAILY_REST.value
    if hours <= most or not shift.headcount:
        return []
    reason = (
        f"poste n° {number} : {_hours(hours)} du début à la fin, plus des {most:g} h que laissent onze "
        "heures de repos par jour"
    )
    return [_finding(group, "span_over_13h", legal.DAILY_REST, reason, Severity.UNLAWFUL)]


def _finding(
    group: Group,
    code: str,
    limit: LegalLimit,
    reason: str,
    severity: Severity,
    hours_per_year: float | None = None,
) -> PaperFinding:
    return PaperFinding(group.id, code, limit.article, severity, reason, hours_per_year)


def _hours(hours: float) -> str:
    """French writing: no-break thin space between thousands, decimal comma under a hundred."""
    text = f"{hours:,.1f}" if hours < 100 else f"{hours:,.0f}"
    return text.replace(",", "\u202f").replace(".", ",").removesuffix(",0") + "\u00a0h"


def _ceiling(value: float) -> int:
    return int(np.ceil(value - 1e-9))
