"""The parts of the archive: inflated under count, read as XML without a DTD, nothing active, no link out."""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from bids.workbook.guard.refusal import SAVE_AS_XLSX, START_AFRESH, FileRefused, refuse
from bids.workbook.guard.sheets import SheetScan, SheetScanner
from bids.workbook.limits import MIB, Limits

_CHUNK: Final = 64 * 1024
_RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORKBOOK_RELS: Final = "xl/_rels/workbook.xml.rels"
_MACROS: Final = ("vbaproject", "macrosheets", "activex", "customui", "xl/dialogsheets")
_EXTERNAL: Final = ("externallinks", "connections.xml", "querytables", "xl/model/", "customdata")
_EMBEDDED: Final = ("embeddings/", "oleobject", "ctrlprops")
_XML_STARTS: Final = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe", b"\xfe\xff")


@dataclass(slots=True)
class _Wiring:
    """Which part each sheet name leads to, as the workbook says."""

    sheet_ids: dict[str, str] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)

    def part_names(self) -> dict[str, str]:
        return {self.targets[key]: name for key, name in self.sheet_ids.items() if key in self.targets}


def check_parts(archive: zipfile.ZipFile, limits: Limits) -> dict[str, SheetScan]:
    """Every part is inflated and looked at once, the workbook's own first: it names the sheets."""
    for name in archive.namelist():
        _check_active(name)
    wiring, inflated = _Wiring(), 0
    scanners: dict[str, SheetScanner] = {}
    first = ("xl/workbook.xml", _WORKBOOK_RELS)
    for name in (*first, *(name for name in archive.namelist() if name not in first)):
        scanner = SheetScanner(wiring.part_names().get(name, ""), limits)
        inflated += _walk(archive, name, _handlers(name, wiring, scanner), limits, inflated)
        scanners[name] = scanner
    return _scans(wiring, scanners, limits)


def _check_active(name: str) -> None:
    low = name.casefold()
    if any(mark in low for mark in _MACROS):
        refuse("Le classeur contient des macros.", "Enregistrez-le au format .xlsx, sans macro.")
    if any(mark in low for mark in _EXTERNAL):
        refuse(
            "Le classeur contient des liaisons vers d’autres fichiers ou sources de données.",
            "Rompez les liaisons (Données, Modifier les liens), en gardant les valeurs.",
        )
    if any(mark in low for mark in _EMBEDDED):
        refuse(
            "Le classeur contient un objet incorporé.", "Supprimez l’objet ; joignez le document à l’offre."
        )


def _walk(
    archive: zipfile.ZipFile, name: str, parser: expat.XMLParserType, limits: Limits, before: int
) -> int:
    """Inflated size of the part in bytes."""
    size, is_xml = 0, name.casefold().endswith((".xml", ".rels", ".vml"))
    for chunk in _chunks(archive, name):
        is_xml = is_xml or (size == 0 and chunk.lstrip().startswith(_XML_STARTS))
        size += len(chunk)
        _check_inflation(archive.getinfo(name), size, before + size, limits)
        if is_xml:
            _feed(parser, chunk, name)
    if is_xml:
        _feed(parser, b"", name)
    return size


def _chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    try:
        with archive.open(name) as part:
            while chunk := part.read(_CHUNK):
                yield chunk
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
        refuse(f"L’élément {name} du classeur est abîmé.", SAVE_AS_XLSX)


def _check_inflation(entry: zipfile.ZipInfo, size: int, total: int, limits: Limits) -> None:
    ratio_exceeded = size > MIB and size > limits.part_ratio * max(entry.compress_size, 1)
    if ratio_exceeded or total > limits.inflated_size:
        refuse(
            f"Une fois décompressé, le classeur est démesuré (plus de {total // MIB} Mio).",
            START_AFRESH,
        )


def _feed(parser: expat.XMLParserType, chunk: bytes, name: str) -> None:
    try:
        parser.Parse(chunk, not chunk)
    except expat.ExpatError:
        refuse(f"L’élément {name} du classeur est abîmé : son XML est mal formé.", SAVE_AS_XLSX)


def _handlers(name: str, wiring: _Wiring, scanner: SheetScanner) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.EntityDeclHandler = _refuse_doctype

    def start(tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition("}")[2]
        if local == "Relationship":
            _relationship(name, attributes, wiring)
        elif local == "sheet" and name == "xl/workbook.xml":
            wiring.sheet_ids[attributes.get(f"{_RELATIONSHIPS}}}id", "")] = attributes.get("name", "")
        else:
            scanner.start(local, attributes)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda tag: scanner.end(tag.rpartition("}")[2])
    parser.CharacterDataHandler = scanner.text
    return parser


def _refuse_doctype(*_: object) -> None:
    refuse("Le classeur déclare un type de document (DTD) ou des entités XML.", SAVE_AS_XLSX)


def _relationship(name: str, attributes: dict[str, str], wiring: _Wiring) -> None:
    kind = attributes.get("Type", "").rpartition("/")[2]
    target = attributes.get("Target", "")
    if attributes.get("TargetMode") == "External" and kind != "hyperlink":
        refuse(
            "Le classeur renvoie à un fichier extérieur.",
            "Rompez les liaisons et supprimez les images liées, puis enregistrez-le.",
        )
    if name == _WORKBOOK_RELS and kind != "chartsheet":
        wiring.targets[attributes.get("Id", "")] = _absolute(target)


def _absolute(target: str) -> str:
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _scans(wiring: _Wiring, scanners: dict[str, SheetScanner], limits: Limits) -> dict[str, SheetScan]:
    names = wiring.part_names()
    sheets = {name: scanners[part] for part, name in names.items() if part in scanners}
    if not sheets:
        refuse("Le classeur ne contient aucune feuille de calcul.", START_AFRESH)
    if len(wiring.sheet_ids) > limits.sheets:
        refuse(f"Le classeur a plus de {limits.sheets} feuilles.", "Retirez les feuilles ajoutées.")
    if {part for part, scanner in scanners.items() if scanner.is_worksheet} != {*names} & {*scanners}:
        refuse("Le classeur déclare mal ses feuilles.", SAVE_AS_XLSX)
    issues = [issue for scanner in sheets.values() for issue in scanner.issues()]
    if issues:
        raise FileRefused(*issues)
    return {name: scanner.scan() for name, scanner in sheets.items()}
