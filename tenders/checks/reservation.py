"""Checks of the ESS reservation, the subcontracting rule and the essential tasks."""

from collections.abc import Iterable

from ..sections import Section
from .facts import LotDraft
from .problem import LotCheck, Problem, Severity
from .scoring import covers

#: CPV codes of contracts that may be reserved (directive 2014/24/UE, art. 77; eForms rule BR-0075-0001).
RESERVABLE = frozenset(
    {
        *("75121000", "75122000", "75123000", "79622000", "79624000", "79625000", "80110000", "80300000"),
        *("80420000", "80430000", "80511000", "80520000", "80590000", "92500000", "92600000", "98133000"),
        "98133110",
    },
)
RESERVABLE_RANGE = ("85000000", "85323000")
LONGEST_RESERVED_MONTHS = 36


def reservable(cpv: str) -> bool:
    """May a contract with this main CPV code be reserved to the ESS?"""
    first, last = RESERVABLE_RANGE
    return cpv in RESERVABLE or first <= cpv <= last


def reserved_duration(draft: LotDraft) -> Iterable[Problem]:
    months = draft.tender.duration_months
    if draft.ess and draft.ess.reserved and months and months > LONGEST_RESERVED_MONTHS:
        yield Problem(
            "reserved_too_long",
            Section.ESS,
            "reserved",
            f"Un marché réservé à l’ESS dure trois ans au plus ; celui-ci durerait {months} mois.",
            "Ramenez la durée à 36 mois, reconductions comprises, ou levez la réservation.",
            "L. 2113-16",
            draft.lot.number,
        )


def reserved_cpv(draft: LotDraft) -> Iterable[Problem]:
    cpv = draft.lot.main_cpv
    if draft.ess and draft.ess.reserved and cpv and not reservable(cpv.code):
        yield Problem(
            "reserved_cpv",
            Section.ESS,
            "reserved",
            f"Le code CPV {cpv.code} n’est pas de ceux dont un marché peut être réservé à l’ESS.",
            "Choisissez un code de service social (par exemple 85312310, orientation) si c’est bien "
            "l’objet exclusif du lot, ou levez la réservation.",
            "L. 2113-15",
            draft.lot.number,
        )


def essential_tasks(draft: LotDraft) -> Iterable[Problem]:
    for index, task in enumerate(draft.essential_tasks):
        if not covers(task, draft.contact_types):
            yield Problem(
                "essential_task_nowhere",
                Section.SUBCONTRACTING,
                f"rows-{index}-channel",
                f"{task.label} : aucun type de contact du lot n’est dans ce périmètre "
                f"({task.scope_label()}).",
                "Changez le canal, la langue ou le niveau, ou ajoutez le type de contact.",
                "L. 2193-3",
                draft.lot.number,
            )
        if not task.label.strip():
            yield Problem(
                "essential_task_without_label",
                Section.SUBCONTRACTING,
                f"rows-{index}-label",
                f"La tâche essentielle n° {index + 1} n’a pas d’intitulé.",
                "Nommez-la : les candidats doivent savoir ce qu’ils ne peuvent confier à personne.",
                "L. 2193-3",
                draft.lot.number,
            )


def subcontracting(draft: LotDraft) -> Iterable[Problem]:
    if draft.subcontracting is None or draft.subcontracting.allowed:
        return
    message = "La sous-traitance est entièrement exclue."
    if draft.essential_tasks:
        message += " Les tâches essentielles n’ont alors pas d’effet."
    yield Problem(
        "subcontracting_excluded",
        Section.SUBCONTRACTING,
        "allowed",
        message,
        "La loi permet d’exiger que certaines tâches essentielles soient faites par le titulaire ; "
        "préférez les nommer plutôt que d’exclure toute sous-traitance.",
        "L. 2193-3",
        draft.lot.number,
        Severity.WARNING,
    )


RESERVATION_CHECKS: tuple[LotCheck, ...] = (
    reserved_duration,
    reserved_cpv,
    essential_tasks,
    subcontracting,
)
