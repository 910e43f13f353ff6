"""Two published contents side by side: each change with its section, its lot, its label and both values."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ..law.amendments import Changed, Kind, Rule, decide
from ..sections import OF_LOT as LOT_SECTIONS
from ..sections import Section
from .differences import ABSENT, KEYS, ORDER, Difference, Flat, Path, differences, flatten
from .wording import NO_WORDS, Words, label_of, named, silent, words_of

#: The section where each part of a content is written; what is not named here belongs to the object.
SECTIONS: Mapping[str, Section] = {
    "starts_on": Section.DATES,
    "duration_months": Section.DATES,
    "questions_due_at": Section.DATES,
    "estimated_value_eur": Section.DATES,
    "budget_eur": Section.DATES,
    "budget_fixed_on": Section.DATES,
    "no_allotment_reason": Section.LOTS,
    "clauses": Section.CLAUSES,
    "lot": Section.LOTS,
    "selection": Section.SELECTION,
    "calendar": Section.PROFILE,
    "profiles": Section.PROFILE,
    "contact_types": Section.VOLUMES,
    "requirements": Section.REQUIREMENTS,
    "criteria": Section.CRITERIA,
    "ess": Section.ESS,
    "subcontracting": Section.SUBCONTRACTING,
    "price_lines": Section.PRICES,
}
ORDERED = list(Section)
OF_LOT = {name for name, section in SECTIONS.items() if section in LOT_SECTIONS}
KINDS = {
    Kind.CHANGED: ("Modifié", "info"),
    Kind.ADDED: ("Ajouté", "success"),
    Kind.REMOVED: ("Retiré", "warning"),
    Kind.MOVED: ("Déplacé", "neutral"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One change to read; ``field`` names it for the law's table, ``row`` the line it belongs to."""

    lot: int | None
    field: str
    kind: Kind
    before: Any
    after: Any
    row: str = ""
    words: Words = NO_WORDS

    @property
    def section(self) -> Section:
        return SECTIONS.get(self.field.partition(".")[0], Section.OBJECT)

    @property
    def label(self) -> str:
        label = label_of(self.field, self.kind)
        return f"{label} « {self.row} »" if self.row and self.kind in ROWS else self.with_row(label)

    def with_row(self, label: str) -> str:
        return f"« {self.row} » : {label[0].lower()}{label[1:]}" if self.row else label

    @property
    def kind_label(self) -> str:
        return KINDS[self.kind][0]

    @property
    def tone(self) -> str:
        return KINDS[self.kind][1]

    @property
    def rule(self) -> Rule:
        return decide(Changed(self.field, self.kind, plain(self.before), plain(self.after)))

    @property
    def line(self) -> str:
        """In one line, for an e-mail: « Lot 1, Volumes : « Appels » : volume annuel (modifié) »."""
        place = f"Lot {self.lot}, {self.section.label}" if self.lot else str(self.section.label)
        return f"{place} : {self.label} ({self.kind_label.lower()})"


ROWS = {Kind.ADDED, Kind.REMOVED}


def changes_between(before: Any, after: Any) -> list[Change]:
    """Return what a reader must know, in the order of the sections; what says nothing is left out."""
    found = differences(before, after)
    old, new = dict(flatten(before)), dict(flatten(after, before))
    whole = {path for one in found for path in rows_that_come_or_go(one)}
    changes = [
        change
        for one in found
        if not any(one.path[:end] in whole for end in range(1, len(one.path)))
        for change in readable(one, old, new)
    ]
    return sorted(changes, key=lambda one: (one.lot or 0, ORDERED.index(one.section)))


def rows_that_come_or_go(one: Difference) -> Iterator[Path]:
    if one.path[-1] == ORDER:
        for key in set(keys(one.before)) ^ set(keys(one.after)):
            yield (*one.path[:-1], key)


def keys(order: Any) -> list[str]:
    return [] if order is ABSENT else list(order)


def readable(one: Difference, old: Flat, new: Flat) -> Iterator[Change]:
    """Yield the changes that a difference makes for a reader: none, one, or one a row."""
    if one.path[-1] == ORDER:
        yield from row_changes(one, old, new)
    elif one.path[-1] not in {"position", "format", *KEYS} and not (silent(one.before) and silent(one.after)):
        yield told(one.path, Kind.CHANGED, (known(one.before), known(one.after)), (old, new))


def row_changes(one: Difference, old: Flat, new: Flat) -> Iterator[Change]:
    before, after, path = keys(one.before), keys(one.after), one.path[:-1]
    for key in before:
        if key not in after:
            yield told((*path, key), Kind.REMOVED, (under(old, (*path, key)), None), (old, new))
    for key in after:
        if key not in before:
            yield told((*path, key), Kind.ADDED, (None, under(new, (*path, key))), (old, new))
    kept_before, kept_after = [k for k in before if k in after], [k for k in after if k in before]
    if kept_before != kept_after:
        ranks = (ranked(old, path, before), ranked(new, path, after))
        yield told(path, Kind.MOVED, ranks, (old, new))


def ranked(flat: Flat, path: Path, order: Sequence[str]) -> list[str]:
    return [named(flat, (*path, key)) for key in order]


def under(flat: Flat, path: Path) -> dict[Path, Any]:
    """Return what a row says, by the paths below it; orders and ranks left out."""
    return {
        found[len(path) :]: value
        for found, value in flat.items()
        if found[: len(path)] == path and found[-1] not in {ORDER, "position"}
    }


def told(path: Path, kind: Kind, both: tuple[Any, Any], flats: tuple[Flat, Flat]) -> Change:
    lot, name = place_of(path)
    before, after = both
    return Change(lot, name, kind, before, after, row_name(path, *flats), words_of(name, kind, before, after))


def is_key(path: Path, index: int) -> bool:
    return index > 0 and path[index - 1] in KEYS


def place_of(path: Path) -> tuple[int | None, str]:
    """Return the number of the lot, and the name of the field without the keys of its rows."""
    steps = [part for index, part in enumerate(path) if not is_key(path, index)]
    if path[0] != "lots":
        return None, ".".join(steps)
    number = int(path[1].partition("#")[0]) if len(path) > 1 else None
    inside = steps[1:]
    return number, ".".join(inside if inside and inside[0] in OF_LOT else ["lot", *inside])


def row_name(path: Path, old: Flat, new: Flat) -> str:
    """Return the name of the line: of the criterion and its part, when it is a part."""
    rows = [path[: index + 1] for index in range(len(path)) if is_key(path, index)]
    if path[0] == "lots" and len(path) > 2:
        rows = rows[1:]
    return ", ".join(named(new, row) or named(old, row) for row in rows)


def known(value: Any) -> Any:
    return None if value is ABSENT else value


def plain(value: Any) -> Any:
    """Return a moment as text that sorts as it does."""
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
