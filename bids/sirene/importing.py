"""Importing an extract: streamed into a temporary table, then taken over at once or not at all."""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from django.db import connection, transaction

from audit.clock import database_now
from audit.enums import EventKind
from audit.services import record

from .models import SireneImport
from .rows import BadLine, NotAnExtract, UnitRow, read_rows

#: Refused lines that are named; the others are counted.
SHOWN_LINES: Final = 20

_COLUMNS: Final = "line, siren, denomination, legal_category, ess, association_id, is_active, treated_on"
_CREATE: Final = """
DROP TABLE IF EXISTS pg_temp.sirene_extract;
CREATE TEMPORARY TABLE sirene_extract (
    line bigint, siren varchar(9), denomination varchar(300), legal_category varchar(4), ess boolean,
    association_id varchar(10), is_active boolean, treated_on date
) ON COMMIT DROP
"""
_TWINS: Final = """
SELECT line, siren FROM (
    SELECT line, siren, row_number() OVER (PARTITION BY siren ORDER BY line) AS rank FROM sirene_extract
) AS ranked WHERE rank > 1 ORDER BY line
"""
_TAKE: Final = """
INSERT INTO bids_sireneunit
    (siren, denomination, legal_category, ess, association_id, is_active, treated_on, source_id)
SELECT DISTINCT ON (siren)
    siren, denomination, legal_category, ess, association_id, is_active, treated_on, %s
FROM sirene_extract ORDER BY siren, line
ON CONFLICT (siren) DO UPDATE SET
    denomination = EXCLUDED.denomination, legal_category = EXCLUDED.legal_category, ess = EXCLUDED.ess,
    association_id = EXCLUDED.association_id, is_active = EXCLUDED.is_active,
    treated_on = EXCLUDED.treated_on, source_id = EXCLUDED.source_id
"""


@dataclass(slots=True)
class Refusals:
    """Refused lines: the first ones by number, and how many in all."""

    count: int = 0
    shown: list[BadLine] = field(default_factory=list)

    def add(self, bad: BadLine) -> None:
        self.count += 1
        if len(self.shown) < SHOWN_LINES:
            self.shown.append(bad)


@transaction.atomic
def import_extract(path: Path, *, wanted: Collection[str] | None = None) -> tuple[SireneImport, Refusals]:
    """Replace what was known of each SIREN of the file; every other SIREN stays as it was.

    wanted: keep these SIREN only. Raises NotAnExtract, and OSError when the file cannot be read; nothing is
    then changed.
    """
    refusals = Refusals()
    with connection.cursor() as cursor:
        cursor.execute(_CREATE)
        with cursor.copy(f"COPY sirene_extract ({_COLUMNS}) FROM STDIN") as copy:
            for row in _rows(path, wanted, refusals):
                copy.write_row(row)
        cursor.execute(_TWINS)
        for line, siren in cursor.fetchall():
            refusals.add(BadLine(line, f"le SIREN {siren} figure déjà plus haut"))
        cursor.execute("SELECT count(DISTINCT siren) FROM sirene_extract")
        (units,) = cursor.fetchone()
        done = _kept(path, units, refusals)
        cursor.execute(_TAKE, [done.pk])
    return done, refusals


def _rows(path: Path, wanted: Collection[str] | None, refusals: Refusals) -> Iterator[UnitRow]:
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        for row in read_rows(file, wanted):
            if isinstance(row, BadLine):
                refusals.add(row)
            else:
                yield row


def _kept(path: Path, units: int, refusals: Refusals) -> SireneImport:
    if not units:
        raise NotAnExtract("aucune unité légale à importer. Vérifiez le fichier et les SIREN demandés.")
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    now = database_now()
    done = SireneImport.objects.create(
        file_name=path.name[:255], sha256=sha256, imported_at=now, units=units, refused=refusals.count
    )
    record(
        kind=EventKind.SIRENE_IMPORTED,
        actor=None,
        now=now,
        subject=done,
        payload={"file": done.file_name, "sha256": sha256, "units": units, "refused": refusals.count},
    )
    return done
