"""What the Code du travail allows, as one dated table. Default values: an agreement may set others."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

READ_ON = dt.date(2026, 11, 1)
REFORM_2016 = dt.date(2016, 8, 10)  # loi n° 2016-1088 of 8 August 2016
RECODIFIED = dt.date(2008, 5, 1)  # ordonnance n° 2007-329 of 12 March 2007


class Unit(StrEnum):
    HOURS = "heures"
    DAYS = "jours"
    MINUTES = "minutes"
    MINUTE_OF_DAY = "minute du jour"


@dataclass(frozen=True, slots=True)
class LegalLimit:
    """One limit, its article of the Code du travail, since when, and what it says in French."""

    value: float
    unit: Unit
    article: str
    in_force_since: dt.date
    meaning: str
    source: str = "Code du travail, Légifrance"


WEEKLY_HOURS = LegalLimit(35, Unit.HOURS, "L3121-27", REFORM_2016, "durée légale du travail par semaine")
YEARLY_HOURS = LegalLimit(1607, Unit.HOURS, "L3121-41", REFORM_2016, "durée annuelle, congés payés déduits")
WEEKLY_MAXIMUM = LegalLimit(48, Unit.HOURS, "L3121-20", REFORM_2016, "maximum au cours d’une même semaine")
AVERAGE_MAXIMUM = LegalLimit(44, Unit.HOURS, "L3121-22", REFORM_2016, "maximum moyen sur douze semaines")
DAILY_MAXIMUM = LegalLimit(10, Unit.HOURS, "L3121-18", REFORM_2016, "durée maximale de travail par jour")
NIGHT_MAXIMUM = LegalLimit(8, Unit.HOURS, "L3122-6", REFORM_2016, "durée maximale d’un travailleur de nuit")
NIGHT_START = LegalLimit(
    21 * 60, Unit.MINUTE_OF_DAY, "L3122-20", REFORM_2016, "début de la nuit, à défaut d’accord"
)
NIGHT_END = LegalLimit(
    6 * 60, Unit.MINUTE_OF_DAY, "L3122-20", REFORM_2016, "fin de la nuit, à défaut d’accord"
)
NIGHT_WORKER = LegalLimit(
    3, Unit.HOURS, "L3122-5", REFORM_2016, "heures de nuit qui font le travailleur de nuit"
)
DAILY_REST = LegalLimit(11, Unit.HOURS, "L3131-1", REFORM_2016, "repos quotidien consécutif")
DAYS_PER_WEEK = LegalLimit(6, Unit.DAYS, "L3132-1", RECODIFIED, "jours de travail par semaine")
PAUSE = LegalLimit(20, Unit.MINUTES, "L3121-16", REFORM_2016, "pause dès que le travail atteint six heures")
PAUSE_AFTER = LegalLimit(
    6, Unit.HOURS, "L3121-16", REFORM_2016, "temps de travail qui ouvre droit à la pause"
)

LIMITS = (
    WEEKLY_HOURS, YEARLY_HOURS, WEEKLY_MAXIMUM, AVERAGE_MAXIMUM, DAILY_MAXIMUM, NIGHT_MAXIMUM, NIGHT_START,
    NIGHT_END, NIGHT_WORKER, DAILY_REST, DAYS_PER_WEEK, PAUSE, PAUSE_AFTER,
)  # fmt: skip
