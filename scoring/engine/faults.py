"""What is wrong with an input: every fault at once, with its place in the JSON and its reason in French."""

import contextlib
import datetime as dt
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

E = TypeVar("E", bound=StrEnum)
LONGEST_TEXT = 200
_DAY = re.compile(r"(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")
# Control characters, and halves of pairs that no encoding can write.
_UNWRITABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Fault:
    """`path` is a JSON path from the root (`$.groups[2].shifts[0].days`), `reason` is in French."""

    path: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path} : {self.reason}"


class InvalidInputError(ValueError):
    """The input cannot be computed. `faults` lists everything that must be mended, in reading order."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class Reader:
    """Reads one JSON object with care: a wrong value is noted, and reading goes on with a harmless one."""

    def __init__(self, value: object, path: str, faults: list[Fault]) -> None:
        self.path, self.faults = path, faults
        self._fields: dict[str, object] = {}
        self._seen: set[str] = set()
        if isinstance(value, dict):
            self._fields = value
        else:
            self.note("", "un objet JSON est attendu ici")

    def note(self, key: str, reason: str) -> None:
        self.faults.append(Fault(f"{self.path}.{key}" if key else self.path, reason))

    def has(self, key: str) -> bool:
        self._seen.add(key)
        return self._fields.get(key) is not None

    def raw(self, key: str) -> object:
        if not self.has(key):
            self.note(key, "valeur absente")
        return self._fields.get(key)

    def text(self, key: str, *, longest: int = LONGEST_TEXT) -> str:
        value = self.raw(key)
        if value is None:
            return ""
        if not _is_line(value, longest):
            self.note(key, f"une ligne de texte de 1 à {longest} caractères est attendue")
            return ""
        return str(value)

    def number(self, key: str, low: float, high: float, *, default: float | None = None) -> float:
        """A finite number in [low, high]."""
        if default is not None and not self.has(key):
            return default
        value = self.raw(key)
        return low if value is None else self.checked(key, value, low, high)

    def above_zero(self, key: str, high: float, *, default: float | None = None) -> float:
        """A finite number in ]0, high]."""
        value = self.number(key, 0.0, high, default=default)
        if value == 0.0 and self._fields.get(key) == 0:
            self.note(key, "un nombre supérieur à zéro est attendu")
        return value or 1.0

    def integer(self, key: str, low: int, high: int, *, default: int | None = None) -> int:
        if default is not None and not self.has(key):
            return default
        value = self.raw(key)
        return low if value is None else self.whole(key, value, low, high)

    def flag(self, key: str) -> bool:
        value = self.raw(key)
        if value is not None and not isinstance(value, bool):
            self.note(key, "true ou false est attendu")
        return value is True

    def choice(self, key: str, default: E, *, optional: bool = False) -> E:
        if optional and not self.has(key):
            return default
        value, kind = self.raw(key), type(default)
        if isinstance(value, str) and value in set(kind):
            return kind(value)
        if value is not None:
            self.note(key, f"une de ces valeurs est attendue : {', '.join(kind)}")
        return default

    def day(self, key: str) -> dt.date:
        return self.parsed_day(key, self.raw(key))

    def parsed_day(self, key: str, value: object) -> dt.date:
        """A day of these two centuries: others are typing errors, and calendars end somewhere."""
        if isinstance(value, str) and _DAY.fullmatch(value):
            with contextlib.suppress(ValueError):
                return dt.date.fromisoformat(value)
        if value is not None:
            self.note(key, "une date AAAA-MM-JJ est attendue, entre 1900 et 2199")
        return dt.date(2000, 1, 1)

    def items(self, key: str, longest: int, *, at_least: int = 0) -> list[tuple[str, object]]:
        """(key with index, value) of each element of a list."""
        value = self._fields.get(key) if at_least == 0 and not self.has(key) else self.raw(key)
        if value is None:
            return []
        if not isinstance(value, list) or not at_least <= len(value) <= longest:
            self.note(key, f"une liste de {at_least} à {longest} éléments est attendue")
            return []
        return [(f"{key}[{index}]", item) for index, item in enumerate(value)]

    def objects(self, key: str, longest: int, *, at_least: int = 0) -> list["Reader"]:
        return [
            Reader(item, f"{self.path}.{place}", self.faults)
            for place, item in self.items(key, longest, at_least=at_least)
        ]

    def texts(self, key: str, longest: int, *, at_least: int = 0) -> tuple[str, ...]:
        found = []
        for place, item in self.items(key, longest, at_least=at_least):
            if _is_line(item, LONGEST_TEXT):
                found.append(str(item))
            else:
                self.note(place, f"une ligne de texte de 1 à {LONGEST_TEXT} caractères est attendue")
        return tuple(found)

    def numbers(self, key: str, count: int, high: float) -> tuple[float, ...]:
        """Exactly `count` numbers in [0, high], not all zero; all ones when the key is absent."""
        if not self.has(key):
            return (1.0,) * count
        items = self.items(key, count, at_least=count)
        values = tuple(self.checked(place, item, 0.0, high) for place, item in items)
        if values and not any(values):
            self.note(key, "au moins un poids doit être supérieur à zéro")
        return values if any(values) else (1.0,) * count

    def child(self, key: str) -> "Reader":
        value = self.raw(key)
        return Reader({} if value is None else value, f"{self.path}.{key}", self.faults)

    def done(self) -> None:
        """A key nobody asked for is a misspelt one: silently ignoring it would compute something else."""
        for key in self._fields.keys() - self._seen:
            self.note(_UNWRITABLE.sub("?", str(key)[:80]), "champ inconnu")

    def checked(self, key: str, value: object, low: float, high: float) -> float:
        number = value if isinstance(value, (int, float)) and not isinstance(value, bool) else math.nan
        # Compared before it is converted: an integer of 400 digits has no float.
        if low <= number <= high:
            return float(number)
        self.note(key, f"un nombre entre {low:g} et {high:g} est attendu, et non {value!r:.40}")
        return low

    def whole(self, key: str, value: object, low: int, high: int) -> int:
        """An integer in [low, high]; 3.0 is one."""
        number = self.checked(key, value, low, high)
        if number != int(number):
            self.note(key, f"un nombre entier est attendu, et non {number}")
        # Beyond 2**53 the float is another integer than the one that was written.
        return value if type(value) is int and low <= value <= high else int(number)


def _is_line(value: object, longest: int) -> bool:
    return (
        isinstance(value, str)
        and bool(value.strip())
        and len(value) <= longest
        and not _UNWRITABLE.search(value)
    )
