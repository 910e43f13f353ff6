"""The law's delays after publication: a table of dated rows, and the days that come out of them.

Every function takes days or aware moments, counts as ``periods`` does, and returns a day of Paris: the last
on which a thing may be done in time or, for a wait, the last day of the wait.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from .marks import Mark
from .periods import begins_at, day_of, days_after, days_before, months_after, quarter_ends_on, years_after
from .thresholds import Buyer, Limit, threshold

#: The code came into force on that day, and its delays with it.
CODE_FROM = date(2019, 4, 1)
Event = date | datetime


@dataclass(frozen=True, slots=True)
class Delay:
    """A row: ``length`` in ``unit``, in force from ``since`` to ``until`` included (None: still)."""

    name: str
    label: str
    length: int
    unit: str
    article: str
    mark: Mark = Mark.VERIFIED
    since: date = CODE_FROM
    until: date | None = None

    def in_force(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)


DELAYS = (
    Delay("information", "Derniers renseignements avant la date limite", 6, "jours", "R. 2132-6"),
    Delay("information_urgent", "Derniers renseignements, en cas d’urgence", 4, "jours", "R. 2132-6"),
    Delay("standstill", "Attente entre l’envoi de la notification et la signature", 11, "jours", "R. 2182-1"),
    Delay("standstill_paper", "Même attente, sans voie électronique", 16, "jours", "R. 2182-1"),
    Delay("voluntary_standstill", "Attente volontaire en procédure adaptée", 11, "jours", "CJA, L. 551-15"),
    Delay("reasons", "Motifs donnés à qui les demande", 15, "jours", "R. 2181-2, R. 2181-4"),
    Delay("judge", "Décision du juge du référé précontractuel", 20, "jours", "CJA, R. 551-5"),
    Delay("judge_not_before", "Pas de décision du juge avant le", 11, "jours", "CJA, R. 551-5"),
    Delay("judge_not_before_paper", "Même borne, sans voie électronique", 16, "jours", "CJA, R. 551-5"),
    Delay("contractual_challenge", "Référé contractuel après l’avis", 31, "jours", "CJA, R. 551-7"),
    Delay("contractual_challenge_unpublished", "Référé contractuel sans avis", 6, "mois", "CJA, R. 551-7"),
    Delay("award_notice", "Avis d’attribution", 30, "jours", "R. 2183-1, 3°"),
    Delay("award_notice_grouped", "Avis groupés, après le trimestre", 30, "jours", "R. 2183-4", Mark.MEMORY),
    Delay("essential_data", "Données essentielles (DECP)", 2, "mois", "R. 2196-1"),
    Delay("records", "Conservation de la procédure", 5, "ans", "R. 2184-12"),
    Delay("contract_records", "Conservation du marché de services", 5, "ans", "R. 2184-13"),
    Delay("contract_records_works", "Conservation du marché de travaux", 10, "ans", "R. 2184-13"),
    Delay(
        "records_abandoned",
        "Conservation après une fin sans signature",
        5,
        "ans",
        "R. 2184-12",
        Mark.INTERPRETATION,
    ),
)
#: Euros without VAT, from which the essential data are always published: R. 2196-1.
ESSENTIAL_DATA_FROM_EUR = Decimal(40_000)


@dataclass(frozen=True, slots=True)
class StandstillException:
    """A case in which a formal procedure may be signed without waiting."""

    code: str
    label: str
    article: str
    mark: Mark


STANDSTILL_EXCEPTIONS = (
    StandstillException(
        "single_participant", "Le seul opérateur qui a participé l’emporte", "R. 2182-2, 1°", Mark.VERIFIED
    ),
    StandstillException(
        "call_off",
        "Marché subséquent d’un accord-cadre, ou marché d’un système d’acquisition dynamique",
        "R. 2182-2, 2°",
        Mark.MEMORY,
    ),
)


def delay(name: str, on: date | None = None, rows: Iterable[Delay] = DELAYS) -> Delay:
    """Return the row in force on that day (the newest when no day is given). KeyError when there is none."""
    found = [row for row in rows if row.name == name and (row.in_force(on) if on else row.until is None)]
    if not found:
        raise KeyError(name)
    return found[0]


def counted(name: str, event: Event) -> date:
    """Return the last day of the row's period that begins with the event."""
    row = delay(name, max(day_of(event), CODE_FROM))
    after = {"jours": days_after, "mois": months_after, "ans": years_after}[row.unit]
    return after(event, row.length)


def information_due_on(deadline_at: Event, *, urgent: bool = False) -> date:
    """Return the last day to send further information before the deadline (formal procedures)."""
    row = delay("information_urgent" if urgent else "information", max(day_of(deadline_at), CODE_FROM))
    return days_before(deadline_at, row.length)


def standstill_ends_on(sent_at: Event, electronic: bool = True) -> date:  # noqa: FBT001, FBT002 - reads well
    """Return the last day of the wait (formal procedures); the contract may be signed from the next day.

    ``sent_at``: the last notice sent to a rejected candidate. Nothing adds the working day of regulation
    (EEC) 1182/71, art. 3, 4: a buyer who wants the safest reading waits for it.
    """
    return counted("standstill" if electronic else "standstill_paper", sent_at)


def voluntary_standstill_ends_on(announced_at: Event) -> date:
    """Return the last day of the wait that closes the référé contractuel in an adapted procedure.

    ``announced_at``: the publication of the intent to conclude.
    """
    return counted("voluntary_standstill", announced_at)


def signature_allowed_at(wait_ends_on: date) -> datetime:
    """Return the midnight of Paris from which the contract may be signed."""
    return begins_at(wait_ends_on + timedelta(days=1))


def standstill_exception(*, participants: int, is_call_off: bool = False) -> StandstillException | None:
    """Return why no wait is asked; ``participants``: the operators that took part in the consultation."""
    single, call_off = STANDSTILL_EXCEPTIONS
    if participants == 1:
        return single
    return call_off if is_call_off else None


def reasons_due_on(requested_at: Event) -> date:
    """Return the last day to answer a rejected bidder, from the reception of its request."""
    return counted("reasons", requested_at)


def judge_due_on(filed_at: Event) -> date:
    """Return the day by which the judge of the référé précontractuel rules."""
    return counted("judge", filed_at)


def judge_not_before(sent_at: Event, *, electronic: bool = True) -> date:
    """Return the first day on which that judge may rule, counted from the sending of the award decision."""
    return counted("judge_not_before" if electronic else "judge_not_before_paper", sent_at)


def contractual_challenge_until(*, signed_on: Event, notice_on: Event | None = None) -> date:
    """Return the last day of the référé contractuel: after the award notice, or without one."""
    if notice_on is not None:
        return counted("contractual_challenge", notice_on)
    return counted("contractual_challenge_unpublished", signed_on)


def award_notice_required(amount_eur: Decimal | None, buyer: Buyer | None, on: date) -> bool | None:
    """Is the award notice of a contract of social services compulsory (R. 2183-1, 3°)?

    None when the amount without VAT is unknown, or when no source gives the threshold of that day.
    """
    row = threshold(Limit.SOCIAL, buyer, on)
    return None if amount_eur is None or row is None else amount_eur >= row.value_eur


def award_notice_due_on(signed_on: Event, *, grouped: bool = False) -> date:
    """Return the last day to send the award notice; social services may group theirs by quarter."""
    if grouped:
        return counted("award_notice_grouped", quarter_ends_on(day_of(signed_on)))
    return counted("award_notice", signed_on)


def essential_data_required(amount_eur: Decimal | None) -> bool | None:
    """Are the essential data to be published? None when the amount without VAT is unknown."""
    return None if amount_eur is None else amount_eur >= ESSENTIAL_DATA_FROM_EUR


def essential_data_due_on(notified_on: Event) -> date:
    """Return the last day to publish the essential data, from the notification of the contract."""
    return counted("essential_data", notified_on)


def records_kept_until(signed_on: Event) -> date:
    """Return the last day on which bids and procedure papers must be kept, those of rejected bids too."""
    return counted("records", signed_on)


def abandoned_records_kept_until(ended_on: Event) -> date:
    """Return the same when nothing is signed: the text has no start then, the procedure's end is taken."""
    return counted("records_abandoned", ended_on)


def contract_kept_until(performed_on: Event, *, works: bool = False) -> date:
    """Return the last day on which contract papers must be kept, from the end of performance."""
    return counted("contract_records_works" if works else "contract_records", performed_on)
