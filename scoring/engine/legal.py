"""What the Code du travail allows, as one dated table. Default values: an agreement may set others."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

READ_ON = dt.date(2026, 11, 21)
REFORM_2016 = dt.date(2016, 8, 10)  # loi n° 2016-1088 of 8 August 2016
RECODIFIED = dt.date(2008, 5, 1)  # ordonnance n° 2007-329 of 12 March 2007


class Unit(StrEnum):
    HOURS = "heures"
    DAYS = "jours"
    MINUTES = "minutes"
    MINUTE_OF_DAY = "minute du jour"


@dataclass(frozen=True, slots=True)
class LegalLimit:
    """One limit, its article of the Code du travail, its days of force, and what it says in French.

    is_default: what holds unless an agreement or an authorisation says otherwise. to_verify: the article was
    neither read nor quoted by a second source on `READ_ON`; a lawyer should look at it on Légifrance.
    """

    value: float
    unit: Unit
    article: str
    in_force_since: dt.date
    meaning: str
    in_force_until: dt.date | None = None
    is_default: bool = True
    to_verify: bool = False
    source: str = "Code du travail, Légifrance"

    def is_in_force(self, day: dt.date) -> bool:
        return self.in_force_since <= day and (self.in_force_until is None or day <= self.in_force_until)


WEEKLY_HOURS = LegalLimit(35, Unit.HOURS, "L3121-27", REFORM_2016, "durée légale du travail par semaine")
YEARLY_HOURS = LegalLimit(
    1607, Unit.HOURS, "L3121-41", REFORM_2016, "durée annuelle, congés payés déduits", to_verify=True
)
WEEKLY_MAXIMUM = LegalLimit(48, Unit.HOURS, "L3121-20", REFORM_2016, "maximum au cours d’une même semaine")
AVERAGE_MAXIMUM = LegalLimit(44, Unit.HOURS, "L3121-22", REFORM_2016, "maximum moyen sur douze semaines")
AVERAGE_BY_AGREEMENT = LegalLimit(
    46,
    Unit.HOURS,
    "L3121-23",
    REFORM_2016,
    "maximum moyen sur douze semaines lorsqu’un accord collectif le prévoit",
    is_default=False,
    to_verify=True,
)
DAILY_MAXIMUM = LegalLimit(10, Unit.HOURS, "L3121-18", REFORM_2016, "durée maximale de travail par jour")
NIGHT_MAXIMUM = LegalLimit(8, Unit.HOURS, "L3122-6", REFORM_2016, "durée maximale d’un travailleur de nuit")
NIGHT_AVERAGE = LegalLimit(
    40, Unit.HOURS, "L3122-7", REFORM_2016, "maximum moyen d’un travailleur de nuit sur douze semaines"
)
NIGHT_START = LegalLimit(
    21 * 60,
    Unit.MINUTE_OF_DAY,
    "L3122-20",
    REFORM_2016,
    "début de la nuit, à défaut d’accord",
    to_verify=True,
)
NIGHT_END = LegalLimit(
    6 * 60, Unit.MINUTE_OF_DAY, "L3122-20", REFORM_2016, "fin de la nuit, à défaut d’accord", to_verify=True
)
NIGHT_WORKER = LegalLimit(
    3,
    Unit.HOURS,
    "L3122-5",
    REFORM_2016,
    "heures de nuit, deux fois par semaine, qui font le travailleur de nuit",
)
NIGHT_WORKER_YEAR = LegalLimit(
    270,
    Unit.HOURS,
    "L3122-23",
    REFORM_2016,
    "heures de nuit sur douze mois qui font le travailleur de nuit, à défaut d’accord",
    to_verify=True,
)
NIGHT_WORK = LegalLimit(
    0,
    Unit.HOURS,
    "L3122-15",
    REFORM_2016,
    "travail de nuit sans accord collectif ni autorisation de l’inspecteur du travail (L3122-21)",
    to_verify=True,
)
DAILY_REST = LegalLimit(11, Unit.HOURS, "L3131-1", REFORM_2016, "repos quotidien consécutif")
WEEKLY_REST = LegalLimit(
    35,
    Unit.HOURS,
    "L3132-2",
    RECODIFIED,
    "repos hebdomadaire : 24 h et les 11 h du repos quotidien, de suite",
)
DAYS_PER_WEEK = LegalLimit(6, Unit.DAYS, "L3132-1", RECODIFIED, "jours de travail par semaine")
SUNDAY_WORK = LegalLimit(
    0,
    Unit.HOURS,
    "L3132-3",
    RECODIFIED,
    "travail du dimanche sans dérogation (de droit pour certaines activités : L3132-12, R3132-5)",
)
PAUSE = LegalLimit(20, Unit.MINUTES, "L3121-16", REFORM_2016, "pause dès que le travail atteint six heures")
PAUSE_AFTER = LegalLimit(
    6, Unit.HOURS, "L3121-16", REFORM_2016, "temps de travail qui ouvre droit à la pause"
)

LIMITS = (
    WEEKLY_HOURS, YEARLY_HOURS, WEEKLY_MAXIMUM, AVERAGE_MAXIMUM, AVERAGE_BY_AGREEMENT, DAILY_MAXIMUM,
    NIGHT_MAXIMUM, NIGHT_AVERAGE, NIGHT_START, NIGHT_END, NIGHT_WORKER, NIGHT_WORKER_YEAR, NIGHT_WORK,
    DAILY_REST, WEEKLY_REST, DAYS_PER_WEEK, SUNDAY_WORK, PAUSE, PAUSE_AFTER,
)  # fmt: skip


def limits_on(day: dt.date) -> tuple[LegalLimit, ...]:
    """The limits in force on that day, in the order of the table."""
    return tuple(limit for limit in LIMITS if limit.is_in_force(day))
