"""Posting what the deposit page posts."""

from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tenders.models import Tender


def upload(data: bytes = b"un classeur", name: str = "reponse.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def post_deposit(
    client: Client, tender: Tender, *, key: str = "", query: str = "", **files: Any
) -> HttpResponse:
    """Send the deposit form; fields are named workbook and documents (of lot 1) and common."""
    fields = {"key": key or str(uuid4())}
    names = {"workbook": "lot-1-classeur", "documents": "lot-1-documents", "common": "documents"}
    sent = {names[name]: value for name, value in files.items()}
    return client.post(deposit_url(tender) + query, {**fields, **sent})  # type: ignore[return-value]


def deposit_url(tender: Tender) -> str:
    return reverse("bids:deposit", args=[tender.reference])
