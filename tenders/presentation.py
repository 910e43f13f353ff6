"""What the pages show of a consultation: tones, tasks, rows to read again, charts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Prefetch
from django.urls import reverse

from ui.charts import Chart, Series, line_week
from ui.components import Status, Task

from .checks import Problem
from .enums import TenderState
from .models import Criterion, Lot, SubCriterion, Tender, WeeklyProfile
from .profiles import band_shares
from .sections import OF_LOT, OF_TENDER, Section

TONES = {
    TenderState.DRAFT.value: "neutral",
    TenderState.PUBLISHED.value: "success",
    TenderState.OPENED.value: "info",
    TenderState.RANKED.value: "info",
    TenderState.ABANDONED.value: "warning",
    TenderState.UNSUCCESSFUL.value: "warning",
    TenderState.AWARDED.value: "success",
}
OPEN, CLOSED = Status("Ouverte", "success"), Status("Clôturée", "neutral")
COMPLETE = Status("Complet", "success")
TO_DO = Status("À compléter", "info")
TO_MEND = Status("À corriger", "danger")


def tender_tone(tender: Tender) -> str:
    return TONES.get(tender.state, "neutral")


def public_state(tender: Tender, now: datetime) -> Status:
    """Return the state as the public reads it."""
    if tender.state == TenderState.PUBLISHED:
        return OPEN if tender.accepts_deposits_at(now) else CLOSED
    return Status(str(TenderState(tender.state).label), tender_tone(tender))


def section_url(tender: Tender, section: Section, lot: Lot | int | None = None, field: str = "") -> str:
    """Return the address of a section's page, at one of its controls."""
    number = lot.number if isinstance(lot, Lot) else lot
    anchor = f"#id_{field}" if field else ""
    if section in OF_TENDER or number is None:
        return reverse("tenders:section", args=[tender.reference, section.value]) + anchor
    return reverse("tenders:lot_section", args=[tender.reference, number, section.value]) + anchor


def problem_url(tender: Tender, problem: Problem) -> str:
    return section_url(tender, problem.section, problem.lot, problem.field)


def status_of(problems: Sequence[Problem]) -> Status:
    blocking = [problem for problem in problems if problem.blocks]
    if not blocking:
        return COMPLETE
    return TO_DO if all(is_missing(problem) for problem in blocking) else TO_MEND


def is_missing(problem: Problem) -> bool:
    """Was it never filled in, rather than filled in wrong? The codes of the checks say so."""
    return problem.code.startswith("no_") or "_without_" in problem.code


@dataclass(frozen=True, slots=True)
class TaskGroup:
    title: str
    name: str
    tasks: Sequence[Task]


def task_groups(tender: Tender, problems: Sequence[Problem]) -> list[TaskGroup]:
    """Return the pages of a draft with their state: the whole first, then each lot."""
    whole = TaskGroup("La consultation", "consultation", tasks(tender, None, OF_TENDER, problems))
    lots = tender.lots.order_by("number")
    return [
        whole,
        *(TaskGroup(str(lot), f"lot-{lot.number}", tasks(tender, lot, OF_LOT, problems)) for lot in lots),
    ]


def tasks(
    tender: Tender, lot: Lot | None, sections: Iterable[Section], problems: Sequence[Problem]
) -> list[Task]:
    found = []
    for section in sections:
        own = [problem for problem in problems if problem.section == section and belongs(problem, lot)]
        hint = f"{len(own)} point{'s' * (len(own) > 1)} à vérifier" if own else ""
        found.append(Task(str(section.label), status_of(own), section_url(tender, section, lot), hint))
    return found


def belongs(problem: Problem, lot: Lot | None) -> bool:
    return lot is None or problem.lot == lot.number


def profile_chart(profile: WeeklyProfile) -> Chart | None:
    """Return the week's shape: each hour's share of the week's contacts, in percent."""
    weights = [Decimal(weight) for weight in profile.weights]
    total = sum(weights, Decimal(0))
    if not total:
        return None
    shares = [float(100 * weight / total) for weight in weights]
    week = [shares[day * 24 : day * 24 + 24] for day in range(7)]
    return line_week(
        [Series("Part des contacts de la semaine", week)],
        caption=f"{profile.name} : part des contacts de la semaine, heure par heure",
        unit="%",
        decimals=2,
    )


@dataclass(frozen=True, slots=True)
class LotPage:
    """A lot with all that its page shows."""

    lot: Lot
    charts: Sequence[Chart]
    bands: Sequence[tuple[str, float]]
    criteria: Sequence[Criterion]
    contact_types: Sequence[object]
    requirements: Sequence[object]
    essential_tasks: Sequence[object]
    price_lines: Sequence[object]


def lot_page(lot: Lot) -> LotPage:
    profiles = list(lot.profiles.order_by("pk"))
    charts = [profile_chart(profile) for profile in profiles]
    weights = profiles[0].weights if profiles else []
    parts = Prefetch("sub_criteria", SubCriterion.objects.order_by("position"))
    return LotPage(
        lot=lot,
        charts=[chart for chart in charts if chart],
        bands=[(label, float(share)) for label, share in band_shares(weights)],
        criteria=list(lot.criteria.prefetch_related(parts).order_by("position", "pk")),
        contact_types=list(lot.contact_types.select_related("escalates_to").order_by("position", "code")),
        requirements=list(lot.requirements.order_by("position", "pk")),
        essential_tasks=list(lot.essential_tasks.order_by("pk")),
        price_lines=list(lot.price_lines.select_related("contact_type").order_by("position", "pk")),
    )


def lot_pages(tender: Tender) -> list[LotPage]:
    related = ("main_cpv", "ess_clause", "subcontracting_rule")
    return [lot_page(lot) for lot in tender.lots.select_related(*related).order_by("number")]
