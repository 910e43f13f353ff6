"""The page « Et si… »: what the sliders are worth in natural units, and what becomes of the offer.

Everything that moves is a text or a state with a key: the page writes them, then the script asks for the
same keys and replaces them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.forms import BoundField
from django.template.loader import render_to_string

from ui.charts import Chart, DaySeries, line_day
from ui.components import Status
from ui.formatting import duree, minutes, nombre, pourcent
from ui.formatting.numbers import MISSING, NBSP

from ..capacity.changes import Change, decimal_comma
from ..capacity.consequences import USUAL
from ..capacity.questions import Question
from .looking import Document, Subject
from .tables import exact
from .what_if_form import QUANTITIES, STEP, Quantity, WhatIfForm, change_in_words
from .words import counted, sentence, signed

Written = Callable[[float | None], str]
Compared = Callable[[float], str]
#: The quantity of each slider, as `consequences.quantities` names it, and how it is written.
WRITTEN: dict[str, tuple[str, Written]] = {
    "volume": ("volume", lambda value: f"{nombre(value)}{NBSP}par an"),
    "handle_time": ("handle_minutes", minutes),
    "patience": ("patience_minutes", minutes),
    "absence": ("absence_share", pourcent),
}


def in_points(gap: float) -> str:
    """A difference of shares: « +2,4 points »."""
    return f"{signed(100 * gap, 1)}{NBSP}{'point' if abs(gap) < 0.02 else 'points'}"


def in_time(seconds: float) -> str:
    return duree(seconds) if seconds < 0 else f"+{duree(seconds)}"


#: Key, name, how a value is written, how a difference is.
FIGURES: tuple[tuple[str, str, Written, Compared], ...] = (
    ("share", "Servis jusqu’au bout", pourcent, in_points),
    ("served", "Servis, par an", nombre, signed),
    ("unserved", "Non servis, par an", nombre, signed),
    ("wait", "Attente moyenne", duree, in_time),
)


@dataclass(frozen=True, slots=True)
class Slider:
    """A quantity with its number's field; ``natural`` is « 20 min × 1,15 = 23 min »."""

    quantity: Quantity
    field: BoundField
    natural: str
    by: float
    step: str = STEP

    @property
    def low(self) -> str:
        return f"{self.quantity.reach[0]:g}"

    @property
    def high(self) -> str:
        return f"{self.quantity.reach[1]:g}"

    @property
    def at(self) -> str:
        """Where the slider stands; at its end for what lies beyond."""
        low, high = self.quantity.reach
        return f"{min(max(self.by, low), high):g}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the whole year, before and after."""

    key: str
    label: str
    base: str
    value: str
    difference: str


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question of the lot, before and after."""

    question: Question
    promise: str
    base: str
    value: str
    difference: str
    state: Status

    @property
    def key(self) -> str:
        return self.question.id


class WhatIfPage:
    """Two `consequences.consequences` documents side by side: the offer as it is, and changed."""

    def __init__(self, subject: Subject, change: Change, base: Document, changed: Document) -> None:
        self.change, self.base, self.changed = change, base, changed
        self.questions = subject.questions or (USUAL,)
        self.has_several_types = len(subject.asked["contact_types"]) > 1

    def sliders(self, form: WhatIfForm) -> list[Slider]:
        values = self.change.to_dict()
        return [Slider(one, form[one.name], self.natural(one.name), values[one.name]) for one in QUANTITIES]

    def natural(self, name: str) -> str:
        """« 20 min × 1,15 = 23 min », or « 20 min » unchanged."""
        key, written = WRITTEN[name]
        before, after = self.base["quantities"][key], self.changed["quantities"][key]
        by = self.change.to_dict()[name]
        if before is None:
            return "sans objet pour ce lot"
        if by == 1:
            return written(before)
        start = written(before).removesuffix(f"{NBSP}par an")
        return f"{start} ×{NBSP}{decimal_comma(by)} = {written(after)}"

    @cached_property
    def key_figures(self) -> list[Figure]:
        """Callers of the year, each once."""
        before, after = figures_of(self.base), figures_of(self.changed)
        return [figure(*written, before[written[0]], after[written[0]]) for written in FIGURES]

    @cached_property
    def rows(self) -> list[QuestionRow]:
        pairs = zip(self.questions, self.base["answers"], self.changed["answers"], strict=True)
        return [row(*pair) for pair in pairs]

    @property
    def headline(self) -> str:
        """The whole answer in a sentence, which a screen reader says after each move."""
        before, after = (exact_share(one["overall"]["completed_share"]) for one in (self.base, self.changed))
        if after is None or before is None:
            return "Le lot n’annonce aucun contact : il n’y a rien à mesurer."
        served = f"{pourcent(after)} des personnes seraient servies jusqu’au bout"
        gap = "" if self.change.is_neutral else f" ({in_points(float(after - before))})"
        return f"{sentence(change_in_words(self.change))}{NBSP}: {served}{gap}. {self.broken}"

    @property
    def broken(self) -> str:
        """« Exigences tenues : 2 sur 3. »"""
        held = [one["is_held"] for one in self.changed["answers"] if one["is_held"] is not None]
        return f"Exigences tenues{NBSP}: {sum(held)} sur {len(held)}." if held else ""

    @property
    def chart(self) -> Chart:
        """The share answered along the day, before and after."""
        curves = [DaySeries("Sans changement", self.base["by_hour"])]
        if not self.change.is_neutral:
            curves.append(DaySeries("Avec ce changement", self.changed["by_hour"]))
        shares = [
            DaySeries(one.label, [None if v is None else 100 * v for v in one.values]) for one in curves
        ]
        return line_day(
            shares, caption="Appels et tchats répondus selon l’heure du jour", unit="%", maximum=100
        )

    def as_json(self) -> dict[str, Any]:
        """What the script replaces, by key."""
        return {
            "texts": self.texts(),
            "states": self.states(),
            "fragments": {"chart": drawn_chart(self.chart)},
        }

    def texts(self) -> dict[str, str]:
        found = {"headline": self.headline}
        found |= {f"{one.name}.natural": self.natural(one.name) for one in QUANTITIES}
        lines: list[Figure | QuestionRow] = [*self.key_figures, *self.rows]
        for line in lines:
            found |= {f"{line.key}.value": line.value, f"{line.key}.difference": line.difference}
        return found

    def states(self) -> dict[str, dict[str, str]]:
        return {f"{one.key}.state": {"label": one.state.label, "tone": one.state.tone} for one in self.rows}


def drawn_chart(chart: Chart) -> str:
    return render_to_string("ui/components/chart.html", {"chart": chart})


def figures_of(found: Document) -> dict[str, float | None]:
    """By the key of each figure."""
    overall = found["overall"]
    return {
        "share": overall["completed_share"],
        "served": overall["completed"],
        "unserved": overall["offered"] - overall["completed"],
        "wait": overall["mean_wait_seconds"],
    }


def figure(
    key: str, label: str, written: Written, compared: Compared, before: float | None, after: float | None
) -> Figure:
    gap = MISSING if before is None or after is None else compared(after - before)
    return Figure(key, label, written(before), written(after), gap)


def exact_share(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def row(question: Question, before: Document, after: Document) -> QuestionRow:
    if question.measure == "coverage_holes":
        gap = after["hours"] - before["hours"]
        texts = ("aucune heure sans personne", holes(before), holes(after), f"{signed(gap)}{NBSP}h")
        return QuestionRow(question, *texts, state_of(question, after))
    old, new = exact(before["value"]), exact(after["value"])
    difference = MISSING if old is None or new is None else in_points(float(new - old))
    return QuestionRow(
        question, promise(question), pourcent(old), pourcent(new), difference, state_of(question, after)
    )


def holes(found: Document) -> str:
    return counted(found["hours"], "heure") + " sans personne" if found["hours"] else "aucune"


def promise(question: Question) -> str:
    """« au moins 90,0 % », or what a criterion marks."""
    if question.kind == "requirement":
        return f"au moins {pourcent(question.threshold_share)}"
    return f"noté de {pourcent(question.floor_share)} à {pourcent(question.target_share)}"


def state_of(question: Question, found: Document) -> Status:
    """Is a requirement held; where on its scale is a criterion?"""
    if question.kind == "requirement":
        return Status("Tenue", "success") if found["is_held"] else Status("Non tenue", "danger")
    value = exact(found["value"])
    if value is None or question.floor_share is None or question.target_share is None:
        return Status("Sans objet")
    if value >= question.target_share:
        return Status("Note maximale", "success")
    return Status("Note nulle", "danger") if value <= question.floor_share else Status("Noté", "info")
