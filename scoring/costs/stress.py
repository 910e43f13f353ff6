"""The stress of an offer in words and tables, from the `capacity-stress/1` document of its run."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ui.formatting import nombre, pourcent
from ui.formatting.numbers import NBSP

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StressRow:
    """One circumstance; served_share of 0 to 1, held of the asked targets, empty_hours a week."""

    label: str
    served_share: float | None
    held: int
    asked: int
    empty_hours: int

    @property
    def holds(self) -> bool:
        return self.held == self.asked

    @property
    def verdict(self) -> str:
        """« Tenu », « Non tenu »; of several targets, how many."""
        if self.asked == 1:
            return "Tenu" if self.holds else "Non tenu"
        return "Tous" if self.holds else f"{self.held} sur {self.asked}"


@dataclass(frozen=True, slots=True)
class StressTable:
    """is_loss: hours may be left without anybody, which more volume never does."""

    caption: str
    first: str
    rows: tuple[StressRow, ...]
    note: str = ""
    is_loss: bool = False


@dataclass(frozen=True, slots=True)
class Stressed:
    """What the page shows of the document."""

    document: Document

    @property
    def tested(self) -> list[str]:
        return [one["label"] for one in self.document["volume"][0]["targets"]]

    @property
    def margin_words(self) -> str:
        """« La promesse tient jusqu’à 1,25 fois le volume : marge de 25 %. »"""
        broken = self.document["volume_break"]
        multiple = broken["volume_multiple"]
        if multiple is None:
            return "La promesse ne tient pas, même à un dixième du volume."
        if broken["is_beyond"]:
            return f"La promesse tient encore à {nombre(multiple)} fois le volume prévu."
        kind = "une marge de" if multiple >= 1 else "il manque"
        gap = pourcent(abs(self.document["margin_share"]), 0)
        return f"La promesse tient jusqu’à {nombre(multiple, 2)} fois le volume prévu{NBSP}: {kind} {gap}."

    @property
    def time_words(self) -> str:
        """How long a call may take."""
        broken = self.document["handle_time_break"]
        if broken["multiple"] is None:
            return "Aucune durée de traitement, même dix fois plus courte, ne la fait tenir."
        if broken["minutes"] is None:
            return (
                f"Elle tient jusqu’à {nombre(broken['multiple'], 2)} fois les durées de traitement prévues."
            )
        until = f"{nombre(broken['minutes'], 1)}{NBSP}min"
        asked = f"{nombre(self.document['minutes_per_call'], 1)}{NBSP}min"
        return f"Elle tient jusqu’à {until} de travail par appel, tous niveaux réunis, pour {asked} prévues."

    @property
    def tables(self) -> list[StressTable]:
        """Those that have rows."""
        return [table for table in self._tables() if table.rows]

    def _tables(self) -> Iterator[StressTable]:
        times = self.document["handle_time_unit"] == "minutes"
        weeks = self.document["launch_weeks"]
        yield StressTable("Selon le volume", "Volume", self._rows("volume", "{} fois le volume prévu"))
        yield StressTable(
            "Selon la durée de traitement",
            "Travail par appel" if times else "Durée",
            self._rows("handle_time", "{}\u00a0min" if times else "{} fois la durée prévue"),
            "Tous niveaux réunis, transmissions comprises ; les tchats gardent leur durée." if times else "",
        )
        yield StressTable(
            f"Les {weeks} premières semaines", "Lancement", self._rows("launch", "{} fois le volume prévu")
        )
        yield StressTable("Si un site est perdu", "Site perdu", self._rows("sites"), is_loss=True)
        yield StressTable(
            "Si un sous-traitant se retire",
            "Sous-traitant absent",
            self._rows("subcontractors"),
            is_loss=True,
        )

    def _rows(self, kind: str, wording: str = "{}") -> tuple[StressRow, ...]:
        return tuple(self._row(one, wording) for one in self.document[kind])

    def _row(self, one: Document, wording: str) -> StressRow:
        value = one["value"]
        shown = one["label"] if value is None else nombre(value, 0 if value == int(value) else 2)
        return StressRow(
            label=wording.format(shown),
            served_share=one["served_share"],
            held=sum(target["is_met"] for target in one["targets"]),
            asked=len(one["targets"]),
            empty_hours=one["empty_hours"],
        )


def stress_of(output: Document | None) -> Stressed | None:
    """None for a run computed before stress was part of it."""
    found = (output or {}).get("scenarios")
    return Stressed(found) if found else None
