"""The simulated verdict of a run: each question with its mean and the three bands, kept apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from ui.charts import Chart, Interval, Spread, Threshold, spreads
from ui.components import Status
from ui.formatting import nombre, pourcent
from ui.formatting.numbers import MISSING, NBSP

from ..capacity.questions import Question
from .tables import exact
from .what_if import holes, in_points, promise, state_of
from .words import listed

Document = Mapping[str, Any]
OVERALL = "completed_share"
#: The three bands, as a verdict names them and as the page does.
BANDS = (("monte_carlo", "Hasard"), ("inputs", "Entrées"), ("specification", "Lecture"))
INPUT_NAMES = (
    ("volume_cv", "volumes"),
    ("handle_time_cv", "durées de traitement"),
    ("patience_cv", "patience"),
    ("absence_cv", "absences"),
)


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """One question. bands: « de 84,1 % à 85,3 % », in the order of `BANDS`."""

    question: Question
    promise: str
    value: str
    bands: tuple[str, ...]
    quick: str
    gap: str
    state: Status
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Another reading of the specification, and what it changes overall."""

    label: str
    effect: str
    replications: int


class VerdictPage:
    """Reads the `simulation` of a `capacity-run/2` document, with the quick look at the same input."""

    def __init__(self, output: Document) -> None:
        self.simulation: Document = output["simulation"]
        self.quick: Document = (output["lawful"] or output)["quick"]
        self.answers: Sequence[Document] = output["answers"]
        self.bands: Document = self.simulation["bands"]

    @cached_property
    def rows(self) -> list[VerdictRow]:
        return [self.row(one) for one in self.answers]

    def row(self, one: Document) -> VerdictRow:
        question = Question.from_dict(one["question"])
        if question.measure == "coverage_holes":
            return self.certain_row(question, one)
        band, quick = self.bands[question.id], self.quick_value(question.id)
        state, doubt = self.state(question, one)
        return VerdictRow(
            question=question,
            promise=promise(question),
            value=pourcent(band["mean"]),
            bands=tuple(interval(band[name]) for name, _ in BANDS),
            quick=pourcent(quick),
            gap=MISSING if quick is None or band["mean"] is None else in_points(band["mean"] - quick),
            state=state,
            doubt=doubt,
        )

    def certain_row(self, question: Question, one: Document) -> VerdictRow:
        """Hours without anybody are read on the roster: no chance, no assumption."""
        found = holes({"hours": len(one["hours"])})
        state = state_of(question, dict(one))
        return VerdictRow(
            question, "aucune heure sans personne", found, ("certain",) * 3, found, MISSING, state
        )

    def quick_value(self, key: str) -> float | None:
        known = {one["id"]: one["reached_share"] for one in self.quick["targets"]}
        value: float | None = known.get(key)
        return value

    def state(self, question: Question, one: Document) -> tuple[Status, str]:
        """Held, not held, or undecided when chance alone leaves it open, with the reason."""
        chance = self.bands[question.id]["monte_carlo"]
        threshold = question.threshold_share
        if question.kind == "requirement" and chance and threshold is not None:
            low, high = (Decimal(str(end)) for end in chance)
            if low < threshold <= high:
                side = "tenue" if one["is_held"] else "non tenue"
                doubt = f"l’intervalle {interval(chance)} contient le minimum ; en moyenne, elle est {side}"
                return Status("Indécis", "warning"), doubt
        return state_of(question, dict(one)), ""

    @property
    def undecided(self) -> list[VerdictRow]:
        return [row for row in self.rows if row.doubt]

    @property
    def overall(self) -> Document:
        found: Document = self.bands[OVERALL]
        return found

    @property
    def chance(self) -> str:
        """« ± 0,2 point »."""
        low_high = self.overall["monte_carlo"]
        return "" if low_high is None else f"±{NBSP}{width((low_high[1] - low_high[0]) / 2)}"

    @property
    def by_inputs(self) -> str:
        return interval(self.overall["inputs"])

    @property
    def by_reading(self) -> str:
        return interval(self.overall["specification"])

    @property
    def caption(self) -> str:
        """What the key figure is uncertain of besides chance."""
        return f"tous contacts ; {self.by_inputs} selon les entrées"

    @property
    def quick_overall(self) -> float | None:
        found: float | None = self.quick["overall"][OVERALL]
        return found

    @property
    def quick_gap(self) -> str:
        """What the simulation adds to (or takes off) the quick look, over all callers."""
        if self.quick_overall is None or self.overall["mean"] is None:
            return MISSING
        return in_points(self.overall["mean"] - self.quick_overall)

    @property
    def stopped(self) -> str:
        """Why no more years were simulated."""
        half = width(self.simulation["precision"])
        if self.simulation["stopped_because"] == "precision":
            return f"chaque mesure demandée était alors connue à {half} près (intervalle à 95{NBSP}%)"
        return (
            f"c’est le nombre le plus grand permis ; la précision visée, {half}, n’est pas partout atteinte"
        )

    @property
    def readings(self) -> list[Reading]:
        return [
            Reading(one["label"], self.effect(one), one["replications"])
            for one in self.simulation["variants"]
            if one["band"] == "specification"
        ]

    def effect(self, variant: Document) -> str:
        """The widest change that a reading makes: on all callers, or on the question it is about."""
        known = {key: one["mean"] for key, one in variant["differences"].items() if one["mean"] is not None}
        if OVERALL in known:
            return f"{in_points(known[OVERALL])} sur l’ensemble"
        labels = {one["question"]["id"]: one["question"]["label"] for one in self.answers}
        named = [
            f"{in_points(value)} sur «{NBSP}{labels[key]}{NBSP}»"
            for key, value in known.items()
            if key in labels
        ]
        return listed(named) or MISSING

    @property
    def inputs_in_words(self) -> str:
        """« volumes à 10 % près, durées de traitement à 5 % près »."""
        cvs = self.simulation["design"]["cvs"]
        return listed([f"{name} à {pourcent(cvs[key], 0)} près" for key, name in INPUT_NAMES if cvs[key]])

    @property
    def worlds(self) -> int:
        return int(self.simulation["design"]["points"])

    @property
    def chart(self) -> Chart:
        """All callers, then every question that is a share."""
        known = {one["question"]["id"]: one["question"] for one in self.answers}
        items = [spread("Tous contacts, servis jusqu’au bout", self.overall, None)]
        items += [
            spread(known[key]["label"], self.bands[key], exact(known[key]["threshold_share"]))
            for key in known
            if key in self.bands
        ]
        drawn = [item for item in items if item is not None]
        return spreads(drawn, caption="Ce que l’on sait de chaque mesure", unit="%", maximum=100)


def interval(ends: Sequence[float] | None) -> str:
    """« 84,1 à 85,3 % »."""
    if ends is None:
        return MISSING
    low, high = pourcent(ends[0]), pourcent(ends[1])
    return low if low == high else f"{nombre(100 * ends[0], 1)} à {high}"


def width(share: float) -> str:
    """A width: « 0,2 point »."""
    return f"{nombre(100 * share, 1)}{NBSP}{'point' if share < 0.02 else 'points'}"


def spread(label: str, band: Document, threshold: Decimal | None) -> Spread | None:
    """None where nobody calls: there is nothing to draw."""
    if band["mean"] is None:
        return None
    parts = [
        Interval(name, *(100 * end for end in band[key])) for key, name in BANDS if band[key] is not None
    ]
    level = None if threshold is None else Threshold("Minimum exigé", float(100 * threshold))
    return Spread(label, 100 * band["mean"], parts, level)
