"""From the lines of an INSEE file to plain rows, one at a time: pure, and never the whole file at once.

Columns are those of the file StockUniteLegale (INSEE, Licence Ouverte 2.0).
"""

import csv
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple, TextIO

from stdnum.fr import siren as stdnum_siren

MAX_LINE: Final = 100_000
MAX_NAME: Final = 300

SIREN: Final = "siren"
CATEGORY: Final = "categorieJuridiqueUniteLegale"
ESS: Final = "economieSocialeSolidaireUniteLegale"
STATE: Final = "etatAdministratifUniteLegale"
ASSOCIATION: Final = "identifiantAssociationUniteLegale"
TREATED: Final = "dateDernierTraitementUniteLegale"
NAMES: Final = ("denominationUniteLegale", "denominationUsuelle1UniteLegale", "nomUniteLegale")
REQUIRED: Final = (SIREN, CATEGORY, ESS, STATE)

_FLAGS: Final[dict[str, bool | None]] = {"O": True, "N": False, "": None, "[ND]": None}
_ACTIVE: Final = {"A": True, "C": False}


class UnitRow(NamedTuple):
    """A legal unit; `ess` None: INSEE does not say."""

    line: int
    siren: str
    denomination: str
    legal_category: str
    ess: bool | None
    association_id: str
    is_active: bool
    treated_on: date | None


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is not read, by its number in the file (the header is line 1)."""

    line: int
    reason: str


class NotAnExtract(ValueError):  # noqa: N818 - an answer to whoever gave the file
    """The file is not an extract of SIRENE; the message, in French, says why and what to give instead."""


def read_rows(file: TextIO, wanted: Collection[str] | None = None) -> Iterator[UnitRow | BadLine]:
    """Rows and refused lines in the file's order; with `wanted`, only those of these SIREN.

    `file` is opened with newline="". Raises NotAnExtract before the first row when the header is another.
    """
    lines = _bounded(file)
    header = next(lines, "").lstrip("\ufeff")
    delimiter = ";" if header.count(";") > header.count(",") else ","
    names = [name.strip() for name in next(csv.reader([header], delimiter=delimiter), [])]
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        raise NotAnExtract(
            f"colonnes absentes : {', '.join(missing)}. "
            "Donnez un extrait du fichier StockUniteLegale de l’INSEE."
        )
    reader = csv.reader(lines, delimiter=delimiter)
    for cells in _cells(reader):
        yield from _of_line(cells, names, reader.line_num + 1, wanted)


def _bounded(file: TextIO) -> Iterator[str]:
    while line := file.readline(MAX_LINE):
        if len(line) == MAX_LINE:
            raise NotAnExtract(f"une ligne dépasse {MAX_LINE} caractères : ce n’est pas un extrait SIRENE.")
        yield line


def _cells(reader: Iterator[list[str]]) -> Iterator[list[str] | None]:
    """None for a line that the CSV reader refuses."""
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield None
        else:
            yield cells


def _of_line(
    cells: list[str] | None, names: list[str], line: int, wanted: Collection[str] | None
) -> Iterator[UnitRow | BadLine]:
    if cells == []:
        return
    if cells is None or len(cells) != len(names):
        count = len(cells or ())
        yield BadLine(line, f"{count} colonnes au lieu de {len(names)}")
        return
    values = dict(zip(names, (cell.strip() for cell in cells), strict=True))
    if wanted is not None and values[SIREN] not in wanted:
        return
    reason = _reason(values)
    yield BadLine(line, reason) if reason else _row(line, values)


def _reason(values: dict[str, str]) -> str:
    """Why the line cannot be believed; empty when it can."""
    if not stdnum_siren.is_valid(values[SIREN]) or len(values[SIREN]) != 9:
        return f"« {values[SIREN][:20]} » n’est pas un SIREN"
    if not re.fullmatch("[0-9]{4}", values[CATEGORY]):
        return f"« {values[CATEGORY][:20]} » n’est pas une catégorie juridique à quatre chiffres"
    if values[ESS] not in _FLAGS:
        return f"« {values[ESS][:20]} » au lieu de O, N ou vide pour l’économie sociale et solidaire"
    if values[STATE] not in _ACTIVE:
        return f"« {values[STATE][:20]} » au lieu de A ou C pour l’état administratif"
    if "\ufffd" in values.get(NAMES[0], "") or "\x00" in "".join(values.values()):
        return "la ligne n’est pas en UTF-8"
    return _date_reason(values.get(TREATED, ""))


def _date_reason(text: str) -> str:
    try:
        _day(text)
    except ValueError:
        return f"« {text[:20]} » n’est pas une date de traitement"
    return ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def _row(line: int, values: dict[str, str]) -> UnitRow:
    names = (values.get(name, "") for name in NAMES)
    association = values.get(ASSOCIATION, "")
    return UnitRow(
        line=line,
        siren=values[SIREN],
        denomination=next((name for name in names if name and name != "[ND]"), "")[:MAX_NAME],
        legal_category=values[CATEGORY],
        ess=_FLAGS[values[ESS]],
        association_id=association if re.fullmatch("W[0-9A-Z]{9}", association) else "",
        is_active=_ACTIVE[values[STATE]],
        treated_on=_day(values.get(TREATED, "")),
    )
