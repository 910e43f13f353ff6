"""What a file really is, from its first bytes and never from its name."""

import re
from typing import Final

from bids.workbook.guard.refusal import SAVE_AS_XLSX, refuse
from bids.workbook.limits import MIB, Limits

ZIP_START: Final = b"PK\x03\x04"
_ZIP_END: Final = b"PK\x05\x06"
_OLE2: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FILL_XLSX: Final = "Déposez le classeur du lot, rempli et enregistré au format .xlsx."
_TEXT: Final = re.compile(rb"[\t\r\n\x20-\x7e\x80-\xff]+")

_STARTS: Final = (
    (b"%PDF", "Ce fichier est un PDF, même si son nom dit autre chose.", _FILL_XLSX),
    (b"{\\rtf", "Ce fichier est un texte RTF.", _FILL_XLSX),
    (b"\x89PNG", "Ce fichier est une image PNG.", _FILL_XLSX),
    (b"\xff\xd8\xff", "Ce fichier est une image JPEG.", _FILL_XLSX),
    (b"GIF8", "Ce fichier est une image GIF.", _FILL_XLSX),
    (b"MZ", "Ce fichier est un programme.", _FILL_XLSX),
    (b"\x7fELF", "Ce fichier est un programme.", _FILL_XLSX),
    (b"Rar!", "Ce fichier est une archive RAR.", f"Décompressez-la. {_FILL_XLSX}"),
    (b"7z\xbc\xaf", "Ce fichier est une archive 7-Zip.", f"Décompressez-la. {_FILL_XLSX}"),
    (b"\x1f\x8b", "Ce fichier est une archive gzip.", f"Décompressez-la. {_FILL_XLSX}"),
    (_ZIP_END, "Ce fichier est une archive ZIP vide.", _FILL_XLSX),
)


def check_kind(data: bytes, limits: Limits) -> None:
    """Return for what begins as a ZIP archive and is nothing else; raise FileRefused for all the rest."""
    if not data:
        refuse("Le fichier est vide (0 octet).", "Enregistrez le classeur, puis déposez-le de nouveau.")
    if len(data) > limits.file_size:
        refuse(
            f"Le fichier dépasse {limits.file_size // MIB} Mio.",
            "Retirez les images et les feuilles ajoutées ; joignez-les comme documents de l’offre.",
        )
    if data.startswith(ZIP_START):
        _check_no_second_type(data)
        return
    _refuse_other(data)


def _check_no_second_type(data: bytes) -> None:
    head = data[:1024].lower()
    if any(mark in head for mark in (b"%pdf-", b"<html", b"<script", b"<?php")):
        refuse("Le fichier est à la fois une archive et un autre type de document.", SAVE_AS_XLSX)


def _refuse_other(data: bytes) -> None:
    if data.startswith(_OLE2):
        _refuse_ole2(data)
    if _ZIP_END in data[-65_557:]:
        refuse(
            "Le fichier est une archive précédée d’autres données : il a deux types à la fois.", SAVE_AS_XLSX
        )
    for start, message, remedy in _STARTS:
        if data.startswith(start):
            refuse(message, remedy)
    _refuse_text(data)


def _refuse_ole2(data: bytes) -> None:
    """The old container of Microsoft Office: its directory names its streams in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        refuse(
            "Le classeur est protégé par un mot de passe : il ne peut pas être lu.",
            "Retirez le mot de passe (Fichier, Informations, Protéger le classeur), puis enregistrez-le.",
        )
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        refuse("Ce fichier est un classeur de l’ancien format Excel 97-2003 (.xls).", SAVE_AS_XLSX)
    refuse("Ce fichier est un document Office d’un ancien format, pas un classeur .xlsx.", _FILL_XLSX)


def _refuse_text(data: bytes) -> None:
    head = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table")):
        refuse("Ce fichier est une page web (HTML) renommée.", SAVE_AS_XLSX)
    if head.startswith(b"<?xml"):
        refuse("Ce fichier est un document XML, pas un classeur .xlsx.", SAVE_AS_XLSX)
    if head and _TEXT.fullmatch(head):
        refuse("Ce fichier est un texte (CSV ?), pas un classeur .xlsx.", SAVE_AS_XLSX)
    refuse("Le type de ce fichier n’est pas reconnu : ce n’est pas un classeur .xlsx.", _FILL_XLSX)
