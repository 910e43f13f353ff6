"""The ZIP archive itself: its directory is complete, honest and of a reasonable size."""

import io
import re
import zipfile
from typing import Final

from bids.workbook.guard.refusal import SAVE_AS_XLSX, START_AFRESH, refuse
from bids.workbook.limits import Limits

_LOCAL_HEADER: Final = 30
_ENCRYPTED: Final = 0x1
_BAD_NAME: Final = re.compile(r"(^|/)\.\.(/|$)|^/|\\|^[A-Za-z]:|[\x00-\x1f]")
_OTHER_FORMATS: Final = (
    ("word/document.xml", "Ce fichier est un document Word (.docx)."),
    ("ppt/presentation.xml", "Ce fichier est une présentation PowerPoint (.pptx)."),
    ("xl/workbook.bin", "Ce fichier est un classeur binaire (.xlsb)."),
    ("content.xml", "Ce fichier est un document OpenDocument (.ods, .odt)."),
    ("Index/Document.iwa", "Ce fichier est un document Numbers."),
)
_REQUIRED: Final = ("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels")


def open_archive(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """The archive, its directory checked and nothing inflated yet."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError):
        refuse("Le fichier est abîmé ou incomplet : son archive est illisible.", SAVE_AS_XLSX)
    _check_bounds(archive, data)
    _check_names(archive, limits)
    _check_entries(archive)
    _check_format(set(archive.namelist()))
    return archive


def _check_bounds(archive: zipfile.ZipFile, data: bytes) -> None:
    """Nothing before the first entry nor after the end record: no second file rides along."""
    offsets = [entry.header_offset for entry in archive.infolist()]
    ends_clean = not archive.comment and data[-22:-18] == b"PK\x05\x06"
    if not offsets or min(offsets) != 0 or not ends_clean:
        refuse("L’archive contient des données étrangères au classeur.", SAVE_AS_XLSX)


def _check_names(archive: zipfile.ZipFile, limits: Limits) -> None:
    names = [entry.orig_filename for entry in archive.infolist()]
    if len(names) > limits.entries:
        refuse(
            f"Le classeur contient {len(names)} éléments ; {limits.entries} au plus sont admis.", START_AFRESH
        )
    if len({name.casefold() for name in names}) != len(names):
        refuse("Le classeur contient deux éléments du même nom.", SAVE_AS_XLSX)
    if any(_BAD_NAME.search(name) for name in names):
        refuse("Le classeur contient un élément dont le nom sort de l’archive.", START_AFRESH)


def _check_entries(archive: zipfile.ZipFile) -> None:
    entries = sorted(archive.infolist(), key=lambda entry: entry.header_offset)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        refuse(
            "Le classeur est chiffré : il ne peut pas être lu.", "Retirez le mot de passe et enregistrez-le."
        )
    if any(entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for entry in entries):
        refuse("Le classeur est comprimé d’une manière que les tableurs n’emploient pas.", SAVE_AS_XLSX)
    # Overlapping entries share their bytes: a few kilobytes then inflate without end.
    ends = [entry.header_offset + _LOCAL_HEADER + entry.compress_size for entry in entries]
    starts = [entry.header_offset for entry in entries[1:]] + [archive.start_dir]
    if any(end > start for end, start in zip(ends, starts, strict=True)):
        refuse("Des éléments du classeur se recouvrent dans l’archive.", SAVE_AS_XLSX)


def _check_format(names: set[str]) -> None:
    for part, message in _OTHER_FORMATS:
        if part in names:
            refuse(message, SAVE_AS_XLSX)
    if not names.intersection(_REQUIRED):
        refuse("Ce fichier est une archive ZIP, pas un classeur .xlsx.", "Déposez le classeur lui-même.")
    missing = [part for part in _REQUIRED if part not in names]
    if missing:
        refuse(f"Le classeur est incomplet : il y manque {', '.join(missing)}.", SAVE_AS_XLSX)
