"""The forms of a bidder: deposit, and check a workbook before depositing."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField

from tenders.models import Lot
from ui.formatting import octets

from .enums import FileRole
from .incoming import IncomingFile

WORKBOOK_NAME = ".xlsx"


class SeveralFilesInput(forms.FileInput):
    """A file input in which several files can be chosen."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Any number of files; its value is their list."""

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[bytes]]":
        return [super(SeveralFilesField, self).clean(file, initial) for file in data or []]


@dataclass(frozen=True, slots=True)
class LotFields:
    """The two fields of a lot, for the template."""

    lot: Lot
    workbook: BoundField
    documents: BoundField


class DepositForm(forms.Form):
    """One workbook and any documents for each lot, and documents common to all.

    ``key`` makes a sending unique: sent twice, it gives the same receipt.
    """

    key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, lots: Sequence[Lot], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"key": str(uuid.uuid4())})
        super().__init__(*args, **kwargs)
        self.lots = lots
        for lot in lots:
            self.fields[workbook_name(lot)] = workbook_field()
            self.fields[documents_name(lot)] = documents_field("Documents du lot")
        if len(lots) > 1:
            self.fields["documents"] = documents_field("Documents communs à tous les lots")

    def label_of(self, name: str) -> str:
        """Return « Lot 1, classeur de réponse : » for a field of a lot."""
        for fields in self.lot_fields():
            for field in (fields.workbook, fields.documents):
                if field.name == name:
                    return f"Lot {fields.lot.number}, {str(field.label).lower()} : "
        return ""

    def lot_fields(self) -> Iterator[LotFields]:
        for lot in self.lots:
            yield LotFields(lot, self[workbook_name(lot)], self[documents_name(lot)])

    def incoming_files(self) -> list[IncomingFile]:
        """Return what was sent: for each lot its workbook then its documents, then the common documents."""
        values = self.cleaned_data
        files: list[IncomingFile] = []
        for lot in self.lots:
            workbook = values.get(workbook_name(lot))
            files += [incoming(workbook, FileRole.WORKBOOK, lot)] if workbook else []
            files += [incoming(file, FileRole.DOCUMENT, lot) for file in values[documents_name(lot)]]
        return files + [incoming(file, FileRole.DOCUMENT) for file in values.get("documents") or []]


class CheckForm(forms.Form):
    """The workbook to check."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["workbook"] = workbook_field(required=True)

    def clean_workbook(self) -> "UploadedFile[bytes]":
        workbook: UploadedFile[bytes] = self.cleaned_data["workbook"]
        if (workbook.size or 0) > settings.MAX_WORKBOOK_BYTES:
            raise forms.ValidationError(
                f"Ce fichier pèse {octets(workbook.size)}, la limite est de "
                f"{octets(settings.MAX_WORKBOOK_BYTES)}. Retirez-en les images et les feuilles ajoutées."
            )
        return workbook


def workbook_name(lot: Lot) -> str:
    return f"lot-{lot.number}-classeur"


def documents_name(lot: Lot) -> str:
    return f"lot-{lot.number}-documents"


def workbook_field(*, required: bool = False) -> forms.FileField:
    return forms.FileField(
        label="Classeur de réponse",
        required=required,
        help_text=f"Fichier XLSX, {octets(settings.MAX_WORKBOOK_BYTES)} au plus.",
        widget=forms.FileInput(
            attrs={"accept": WORKBOOK_NAME, "data-max-bytes": settings.MAX_WORKBOOK_BYTES}
        ),
        error_messages={
            "required": "Choisissez le classeur à vérifier.",
            "empty": "Ce classeur est vide (0 octet) : enregistrez-le dans votre tableur, puis joignez-le.",
        },
    )


def documents_field(label: str) -> SeveralFilesField:
    return SeveralFilesField(
        label=label,
        required=False,
        allow_empty_file=True,
        help_text="Facultatif ; plusieurs fichiers possibles, de tout format.",
        widget=SeveralFilesInput(attrs={"data-max-bytes": settings.MAX_DEPOSIT_BYTES}),
    )


def incoming(file: "UploadedFile[bytes]", role: FileRole, lot: Lot | None = None) -> IncomingFile:
    return IncomingFile(file.name or "", file, file.size or 0, role, lot)
