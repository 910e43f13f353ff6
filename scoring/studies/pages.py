"""What the page of a study shows, in French words, from the documents kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse

from bids.presentation import clock, days_label, spelled
from bids.workbook.vocabulary import CHANNEL_LABELS, language_label
from tenders.models import Lot, Tender
from ui.charts import Chart, Series, heatmap_week, line_week
from ui.components import Progress
from ui.formatting import euros, points

from ..engine import code_fingerprint
from ..enums import RunState
from ..pages.week import days_of
from .costs import Cost, cost_of
from .errors import CannotStudy
from .inputs import is_answered, lot_input
from .models import StaffingStudy
from .services import is_abandoned

Document = Mapping[str, Any]
HOURS = 168


@dataclass(frozen=True, slots=True)
class AgentRow:
    """A kind of agent: persons; hours of work a year."""

    label: str
    skills: str
    persons: int
    paid_hours: float


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """The same hours on some days; heads of one kind of agent."""

    agents: str
    days: str
    start: str
    end: str
    break_minutes: int
    headcount: int


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A promise and what simulated callers live through."""

    label: str
    promised_share: float
    reached_share: float | None
    uncertainty: str
    is_held: bool


class StudyPage:
    """A study that is done."""

    def __init__(self, study: StaffingStudy) -> None:
        assert study.output is not None
        self.study, self.found = study, study.output
        self.types = {item["id"]: item for item in study.input["contact_types"]}

    @cached_property
    def agents(self) -> list[AgentRow]:
        return [
            AgentRow(
                self.label(one["skills"]),
                spelled(dict.fromkeys(self.channel(skill) for skill in one["skills"])),
                one["declared_staff"],
                one["paid_hours"],
            )
            for one in self.found["profiles"]
        ]

    @cached_property
    def shifts(self) -> list[ShiftRow]:
        return [
            ShiftRow(
                self.label(group["skills"]),
                days_label(tuple(shift["days"])),
                clock(shift["start_minute"]),
                clock(shift["end_minute"]),
                shift["break_minutes"],
                shift["headcount"],
            )
            for group in self.found["groups"]
            for shift in group["shifts"]
        ]

    @cached_property
    def targets(self) -> list[TargetRow]:
        return [
            TargetRow(
                one["label"],
                one["promised_share"],
                one["reached_share"],
                "" if one["half_width_95"] is None else points(one["half_width_95"]),
                one["is_held"],
            )
            for one in self.found["targets"]
        ]

    @cached_property
    def cost(self) -> Cost | None:
        return cost_of(self.study)

    @property
    def cost_words(self) -> str:
        """« à 1 234 567 € »: the upper end of the band."""
        return f"à {euros(self.cost.yearly.high, 0)}" if self.cost else ""

    @property
    def over_bound(self) -> float | None:
        """How much dearer in hours than the bound, in proportion."""
        bound = self.found["lower_bound"]["erlang_hours"]
        return self.found["paid_hours"] / bound - 1.0 if bound else None

    @property
    def full_time_hours(self) -> float:
        persons: int = self.found["persons"]
        return self.found["contract_hours"] / persons if persons else 0.0

    @property
    def staff_chart(self) -> Chart:
        return line_week(
            [
                Series("Nécessaires", days_of(self.total("required"))),
                Series("Au planning", days_of(self.total("scheduled"))),
            ],
            caption="Personnes nécessaires et au planning, heure par heure",
            unit="personnes",
        )

    @property
    def balance_chart(self) -> Chart:
        return heatmap_week(
            days_of(self.total("required")),
            days_of(self.total("scheduled")),
            caption="Au planning moins nécessaires, heure par heure",
            unit="personnes",
            decimals=1,
        )

    def total(self, name: str) -> list[float]:
        """168 heads, all kinds of agent together."""
        weeks = [one[name] for one in self.found["profiles"]]
        return [sum(hour) for hour in zip(*weeks, strict=True)] if weeks else [0.0] * HOURS

    def label(self, skills: list[str]) -> str:
        """« Niveau 1, français et anglais »; the language that fewest speak is the reason to hire."""
        types = [self.types[skill] for skill in skills]
        levels = sorted({item["level"] for item in types})
        languages = sorted({item["language"] for item in types}, key=lambda code: (code != "fr", code))
        spoken = " et ".join(language_label(code) for code in languages)
        return f"Niveau {' et '.join(map(str, levels))}, {spoken}"

    def channel(self, skill: str) -> str:
        return CHANNEL_LABELS[self.types[skill]["channel"]]


@dataclass(frozen=True)
class LotPage:
    """A lot, its last study, and the last one that is done; problem: why none can be asked for."""

    lot: Lot
    last: StaffingStudy | None
    result: StudyPage | None
    problem: str
    is_outdated: bool

    @property
    def is_moving(self) -> bool:
        return self.last is not None and self.last.is_active and not is_abandoned(self.last)

    @property
    def may_ask(self) -> bool:
        """Nothing is under way, and there is something that the last result does not answer."""
        return not self.problem and not self.is_moving and (self.result is None or self.is_outdated)

    @property
    def failure(self) -> str:
        """Why the last study gave nothing."""
        if self.last is None or self.last.state not in (RunState.FAILED, RunState.CANCELLED):
            return ""
        return self.last.error or "Le calcul a été annulé."

    @property
    def work(self) -> Progress | None:
        return progress_of(self.last) if self.last and self.is_moving else None


def lot_pages(tender: Tender) -> list[LotPage]:
    return [lot_page(lot) for lot in tender.lots.select_related("tender__buyer").order_by("number")]


def lot_page(lot: Lot) -> LotPage:
    studies = StaffingStudy.objects.filter(lot=lot).select_related("lot__tender")
    done = studies.done().first()
    problem, is_current = "", False
    try:
        is_current = is_answered(lot, done.input) if done else bool(lot_input(lot))
    except CannotStudy as error:
        problem = " ".join(error.messages)
    is_current = is_current and (done is None or done.engine_sha256 == code_fingerprint())
    result = StudyPage(done) if done else None
    return LotPage(lot, studies.first(), result, problem, is_outdated=not is_current)


def progress_of(study: StaffingStudy) -> Progress:
    """Rosters tried; the search may take more of them than foreseen, and stays at the last one then."""
    ended = "failed" if study.state in (RunState.FAILED, RunState.CANCELLED) else "done"
    is_searching = study.state == RunState.RUNNING and study.progress_done > 0
    return Progress(
        label="Recherche de l’effectif. Plannings essayés",
        done=study.progress_done if is_searching else 0,
        total=study.progress_total if is_searching else 0,
        state="running" if study.is_active else ended,
        poll_url=reverse("scoring:study_progress_json", args=[study.pk]),
    )
