"""The result of one run: the verdict first, then what it rests on.

Once simulated, everything is read in the simulation but the staff required and the stress; before, in the
quick look.
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any

from ui.charts import Bar, Chart, Threshold, bars
from ui.formatting import intervalle, pourcent

from ..models import CapacityRun
from .tables import (
    AnswerRow,
    MeasureRow,
    answer_rows,
    exact,
    hole_rows,
    level_rows,
    means,
    scope_rows,
    type_rows,
)
from .verdict import VerdictPage
from .words import listed, time_in_words
from .work import GroupRow, LevelWorkRow, PaperRow, group_rows, level_work_rows, paper_rows

USUAL_SECONDS = 60.0
CALLERS = {
    "call": "des appels",
    "chat": "des tchats",
    "callback": "des rappels",
    "email": "des courriels",
    "outbound": "des appels sortants",
}


class ResultPage:
    """Reads a finished run, or the preview of a running one.

    ``found`` is what is measured: of legal hours when these are fewer than promised; simulated, as means,
    with the keys of a quick look.
    """

    def __init__(self, run: CapacityRun) -> None:
        self.run = run
        self.output: Mapping[str, Any] = run.output or run.preview or {}
        self.lawful: Mapping[str, Any] | None = self.output["lawful"]
        self.promised: Mapping[str, Any] = self.output["quick"]
        quick: Mapping[str, Any] = self.lawful["quick"] if self.lawful else self.promised
        simulation = self.output.get("simulation")
        self.found: Mapping[str, Any] = {**quick, **means(simulation["base"])} if simulation else quick
        self.simulated = VerdictPage(self.output) if simulation else None

    @cached_property
    def by_channel(self) -> list[tuple[str, Decimal]]:
        """(channel, share of its callers served to the end), channels with callers only."""
        shares = self.output["base"]["by_channel"]
        return [(key, Decimal(value)) for key, value in shares.items() if value is not None]

    @property
    def verdict(self) -> str:
        """« 81,3 % des appels et 92,0 % des tchats »."""
        return listed([f"{pourcent(share)} {CALLERS[key]}" for key, share in self.by_channel])

    @property
    def overall(self) -> Decimal | None:
        return exact(self.output["base"]["overall"])

    @property
    def low(self) -> Decimal | None:
        return exact(self.output["band"]["adverse"]["overall"])

    @property
    def high(self) -> Decimal | None:
        return exact(self.output["band"]["favourable"]["overall"])

    @property
    def uncertainty(self) -> str:
        """« de 76,0 % à 85,2 % »."""
        return intervalle(self.low, self.high) if self.low is not None else ""

    @property
    def promised_overall(self) -> float | None:
        share: float | None = self.promised["overall"]["completed_share"]
        return share

    @cached_property
    def scopes(self) -> dict[str, list[MeasureRow]]:
        return scope_rows(self.found)

    @cached_property
    def types(self) -> list[MeasureRow]:
        return type_rows(self.found)

    @property
    def all_scopes(self) -> list[tuple[str, list[MeasureRow]]]:
        """The three ways of cutting, each with its heading."""
        titles = {"channel": "Canal", "language": "Langue", "level": "Niveau"}
        return [(titles[key], rows) for key, rows in self.scopes.items()]

    @cached_property
    def requirements(self) -> list[AnswerRow]:
        return answer_rows(self.output, "requirement")

    @cached_property
    def margins(self) -> list[AnswerRow]:
        """The graded capacity criteria."""
        return answer_rows(self.output, "criterion")

    @property
    def unmet(self) -> list[AnswerRow]:
        """What is not held beyond doubt."""
        open_ones = {row.question.id for row in self.simulated.undecided} if self.simulated else set()
        return [row for row in self.requirements if row.is_held is False and row.id not in open_ones]

    @property
    def seconds(self) -> float:
        """The delay that the lot asks about; one minute when it asks nothing."""
        asked = [row.within_seconds for row in (*self.requirements, *self.margins) if row.within_seconds]
        return float(asked[0]) if asked else USUAL_SECONDS

    @property
    def service_levels(self) -> list[Any]:
        return level_rows(
            [MeasureRow("Ensemble", self.found["overall"]), *self.scopes["channel"]], self.seconds
        )

    @property
    def holes(self) -> list[Any]:
        return hole_rows(self.found)

    @cached_property
    def groups(self) -> list[GroupRow]:
        return group_rows(self.found)

    @cached_property
    def level_work(self) -> list[LevelWorkRow]:
        return level_work_rows(self.found)

    @cached_property
    def paper(self) -> list[PaperRow]:
        """Hours that the staff declared can lawfully work, a team a row."""
        return paper_rows(self.output)

    @property
    def paper_findings(self) -> list[Mapping[str, Any]]:
        found: list[Mapping[str, Any]] = self.output["paper"]["findings"]
        return found

    @property
    def weak_hours(self) -> str:
        """« de 22 h à 6 h (43,0 %) », the weakest first; empty when the day is even.

        By the quick look: chance would cut a night into pieces.
        """
        runs = self.output["weak_hours"]
        return listed(
            [f"{time_in_words(one['start'], one['end'])} ({pourcent(one['share'])})" for one in runs]
        )

    @property
    def bars(self) -> Chart:
        """Callers served to the end, by channel, language and level."""
        rows = [row for _, rows in self.all_scopes for row in rows]
        known = [row for row in rows if row.measures["completed_share"] is not None]
        return bars(
            [Bar(row.label, 100 * row.measures["completed_share"]) for row in known],
            caption="Part des appelants servis jusqu’au bout",
            unit="%",
            maximum=100,
            threshold=self.threshold,
        )

    @property
    def threshold(self) -> Threshold | None:
        """The first share that the lot requires of all contacts, to be read on the bars."""
        shares = [row for row in self.requirements if row.measure == "answered_share" and row.threshold]
        return (
            Threshold("Minimum exigé", float(100 * shares[0].threshold))
            if shares and shares[0].threshold
            else None
        )
