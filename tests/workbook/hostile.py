"""Files made to harm or to mislead, built here and never kept."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Final

from openpyxl import Workbook

from tests.workbook.samples import FILLED, edited, part, patched, repacked

SHEET: Final = "xl/worksheets/sheet3.xml"
NAMESPACE: Final = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OLE2: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
_LAUGHS: Final = (
    b"<!DOCTYPE z [<!ENTITY a 'ha'>"
    + b"".join(f"<!ENTITY {chr(98 + i)} '{f'&{chr(97 + i)};' * 10}'>".encode() for i in range(9))
    + b"]>"
)
_XXE: Final = b'<!DOCTYPE z [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def sheet(body: bytes) -> bytes:
    return repacked(
        {SHEET: b"<worksheet " + NAMESPACE + b"><sheetData>" + body + b"</sheetData></worksheet>"}
    )


def before_root(doctype: bytes, name: str) -> bytes:
    text = part(name)
    head, _, rest = text.rpartition(b"?>") if text.startswith(b"<?xml") else (b"", b"", text)
    return repacked({name: (head + b"?>" if head else b"") + doctype + rest})


def duplicate_entry() -> bytes:
    target = io.BytesIO(FILLED)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("XL/Workbook.xml", b"<a/>")
    return target.getvalue()


def overlapping_entries() -> bytes:
    """Two directory records on one local header: each byte inflates twice."""
    data = bytearray(repacked({"aaaa.xml": b"<a/>", "aaab.xml": b"<a/>"}))
    start = data.rindex(b"PK\x01\x02", 0, data.rindex(b"aaab.xml"))
    first = data.rindex(b"PK\x01\x02", 0, start)
    data[start + 42 : start + 46] = data[first + 42 : first + 46]
    return bytes(data)


def lying_size() -> bytes:
    """The directory declares ten bytes for a part that inflates to thousands."""
    data = bytearray(FILLED)
    record = data.rindex(b"PK\x01\x02", 0, data.rindex(SHEET.encode()))
    data[record + 24 : record + 28] = struct.pack("<I", 10)
    return bytes(data)


def encrypted_flag() -> bytes:
    data = bytearray(FILLED)
    record = data.rindex(b"PK\x01\x02", 0, data.rindex(b"xl/workbook.xml"))
    data[record + 8] |= 1
    return bytes(data)


def nested_zip() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("classeur.xlsx", FILLED)
    return target.getvalue()


def external_image() -> bytes:
    rels = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"'
        b' Target="http://127.0.0.1:9/x.png" TargetMode="External"/></Relationships>'
    )
    return repacked({"xl/drawings/_rels/drawing9.xml.rels": rels})


def far_cell() -> bytes:
    def edit(book: Workbook) -> None:
        book["Vacations"]["XFD1048576"].value = "ici"

    return edited(edit)


def many_rows(count: int) -> bytes:
    row = b'<row r="%d"><c r="A%d"><v>%d</v></c></row>'
    return sheet(b"".join(row % (n, n, n * 7919) for n in range(1, count + 1)))


def empty_rows(count: int) -> bytes:
    return sheet(b"".join(b'<row ht="%d"/>' % (n * 7919) for n in range(count)))


def many_columns() -> bytes:
    cells = b"".join(b"<c><v>%d</v></c>" % (n * 7919 % 999_983) for n in range(150_000))
    return sheet(b'<row r="1">' + cells + b"</row>")


def merged_everything() -> bytes:
    whole = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    return patched(SHEET, b"</sheetData>", whole)


def linked_everything() -> bytes:
    whole = b'</sheetData><hyperlinks><hyperlink ref="A1:XFD1048576" location="a"/></hyperlinks>'
    return patched(SHEET, b"</sheetData>", whole)


def disguised_root() -> bytes:
    """openpyxl reads rows under any root: a sheet that hides its name from the guard."""
    text = part(SHEET).replace(b"<worksheet", b"<feuille", 1)
    return repacked({SHEET: text.replace(b"</worksheet>", b"</feuille>")})


def deep_styles() -> bytes:
    return repacked({"xl/styles.xml": b"<styleSheet " + NAMESPACE + b">" + b"<a>" * 90_000 + b"</a>" * 90_000
                     + b"</styleSheet>"})  # fmt: skip


def random_bytes(size: int) -> bytes:
    block, out = b"graine", bytearray()
    while len(out) < size:
        block = struct.pack("<I", zlib.crc32(block))
        out += block
    return bytes(out[:size])


HOSTILE: Final[dict[str, tuple[Callable[[], bytes], str]]] = {
    "empty": (lambda: b"", "est vide"),
    "old xls": (lambda: _OLE2 + "Workbook".encode("utf-16-le"), r"\.xls\b"),
    "encrypted": (lambda: _OLE2 + "EncryptedPackage".encode("utf-16-le"), "mot de passe"),
    "old doc": (lambda: _OLE2 + "WordDocument".encode("utf-16-le"), "ancien format"),
    "pdf renamed": (lambda: b"%PDF-1.7\n%%EOF", "PDF"),
    "html renamed": (lambda: b"\xef\xbb\xbf<html><table>", "page web"),
    "xml 2003": (lambda: b"<?xml version='1.0'?><Workbook/>", "document XML"),
    "csv renamed": (lambda: "équipe;jours\njour;lundi\n".encode("latin-1"), "CSV"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(50), "image PNG"),
    "program": (lambda: b"MZ" + bytes(200), "programme"),
    "gzip": (lambda: b"\x1f\x8b\x08" + bytes(50), "gzip"),
    "noise": (lambda: b"\x01\x02" + random_bytes(5000), "pas reconnu"),
    "zip without anything": (lambda: b"PK\x05\x06" + bytes(18), "deux types|ZIP vide"),
    "zip of a workbook": (nested_zip, "archive ZIP"),
    "docx": (lambda: repacked({"word/document.xml": b"<a/>"}), "Word"),
    "ods": (lambda: repacked({"content.xml": b"<a/>"}), "OpenDocument"),
    "xlsb": (lambda: repacked({"xl/workbook.bin": b"x"}), "xlsb"),
    "no workbook part": (lambda: repacked({"xl/workbook.xml": None}), "il y manque xl/workbook.xml"),
    "truncated": (lambda: FILLED[: len(FILLED) // 2], "abîmé ou incomplet"),
    "polyglot start": (lambda: b"#!/bin/sh\n" + FILLED, "précédée d’autres données"),
    "polyglot pdf": (lambda: b"%PDF-1.7\n" + FILLED, "deux types"),
    "polyglot end": (lambda: FILLED + b"<html><script>alert(1)</script>", "étrangères"),
    "pdf in the first entry": (lambda: _stored_first(b"%PDF-1.7"), "autre type de document"),
    "zip bomb": (lambda: repacked({"xl/media/a.xml": b"<a>" + b" " * 50_000_000 + b"</a>"}), "démesuré"),
    "zip bomb in a picture": (lambda: repacked({"xl/media/a.png": bytes(50_000_000)}), "démesuré"),
    "slow bomb": (lambda: _many_parts(random_bytes(30_000) * 100, 30), "démesuré"),
    "too many entries": (lambda: repacked({f"xl/media/{n}.png": b"x" for n in range(400)}), "éléments ; 300"),
    "duplicate names": (duplicate_entry, "même nom"),
    "overlapping entries": (overlapping_entries, "recouvrent"),
    "lying size": (lying_size, "abîmé"),
    "encrypted entries": (encrypted_flag, "chiffré"),
    "traversal": (lambda: repacked({"../../etc/cron.d/x": b"x"}), "sort de l’archive"),
    "absolute name": (lambda: repacked({"/etc/passwd": b"x"}), "sort de l’archive"),
    "windows name": (lambda: repacked({"xl\\..\\x.xml": b"x"}), "sort de l’archive"),
    "macro": (lambda: repacked({"xl/vbaProject.bin": b"x"}), "macros"),
    "old macro sheet": (lambda: repacked({"xl/macrosheets/sheet1.xml": b"<a/>"}), "macros"),
    "external link": (lambda: repacked({"xl/externalLinks/externalLink1.xml": b"<a/>"}), "liaisons"),
    "data connection": (lambda: repacked({"xl/connections.xml": b"<a/>"}), "liaisons"),
    "external image": (external_image, "fichier extérieur"),
    "embedded object": (lambda: repacked({"xl/embeddings/oleObject1.bin": b"x"}), "objet incorporé"),
    "billion laughs": (lambda: before_root(_LAUGHS, "xl/styles.xml"), "DTD"),
    "external entity": (lambda: before_root(_XXE, SHEET), "DTD"),
    "external entity in types": (lambda: before_root(_XXE, "[Content_Types].xml"), "DTD"),
    "doctype in utf-16": (lambda: repacked({SHEET: "<!DOCTYPE a []><a/>".encode("utf-16")}), "DTD"),
    "doctype under another name": (lambda: repacked({"xl/a.dat": b"<!DOCTYPE a []><a/>"}), "DTD"),
    "broken xml": (lambda: repacked({SHEET: b"<worksheet><row"}), "mal formé"),
    "undeclared sheet": (lambda: repacked({"xl/x.xml": part(SHEET)}), "déclare mal ses feuilles"),
    "disguised sheet": (disguised_root, "déclare mal ses feuilles"),
    "far cell": (far_cell, "très loin du tableau"),
    "100,000 rows": (lambda: many_rows(100_000), "5000 lignes"),
    "150,000 columns": (many_columns, "100000 valeurs"),
    "rows without cells": (
        lambda: empty_rows(310_000),
        "300000 cellules",
    ),
    "impossible address": (lambda: sheet(b'<row><c r="A0"><v>1</v></c></row>'), "adresse impossible"),
    "merged without end": (merged_everything, "démesurée"),
    "linked without end": (linked_everything, "démesurée"),
    "style out of range": (lambda: sheet(b'<row r="1"><c r="A1" s="99999"><v>1</v></c></row>'), "illisible"),
    "string out of range": (lambda: sheet(b'<row r="1"><c r="A1" t="s"><v>99999</v></c></row>'), "illisible"),
    "deep styles": (deep_styles, "illisible|interrompu"),
}


def _stored_first(text: bytes) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as out,
        zipfile.ZipFile(io.BytesIO(FILLED)) as source,
    ):
        out.writestr("a.txt", text)
        for name in source.namelist():
            out.writestr(name, source.read(name))
    return target.getvalue()


def _many_parts(text: bytes, count: int) -> bytes:
    return repacked({f"xl/media/{n}.png": text for n in range(count)})
