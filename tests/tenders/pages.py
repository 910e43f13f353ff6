"""Addresses and posted data of the tests of pages."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import User
from tenders.models import Tender
from tenders.sections import OF_LOT, OF_TENDER, Section


def client_of(user: User | None) -> Client:
    client = Client()
    if user:
        client.force_login(user)
    return client


def address(tender: Tender, section: Section, *, autosave: bool = False) -> str:
    suffix = "_autosave" if autosave else ""
    if section in OF_TENDER:
        return reverse(f"tenders:section{suffix}", args=[tender.reference, section.value])
    return reverse(f"tenders:lot_section{suffix}", args=[tender.reference, 1, section.value])


ALL_SECTIONS = (*OF_TENDER, *OF_LOT)


class Controls(HTMLParser):
    """Collects what a browser would post from the section's form (the one with ``seen``)."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.select = self.area = ""
        self.ignored = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ignored += tag == "template"
        if self.ignored:
            return
        name = given.get("name", "")
        if tag == "input" and is_sent(given):
            self.values[name] = given.get("value", "on" if given.get("type") == "checkbox" else "")
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and ("selected" in given or self.select not in self.values):
            self.values[self.select] = given.get("value", "")
        elif tag == "textarea":
            self.area = name
            self.values[name] = ""

    def handle_data(self, data: str) -> None:
        if self.area and not self.ignored:
            self.values[self.area] += data

    def handle_endtag(self, tag: str) -> None:
        self.ignored -= tag == "template"
        self.area = "" if tag == "textarea" else self.area
        self.select = "" if tag == "select" else self.select


def is_sent(given: dict[str, str]) -> bool:
    return bool(given.get("name")) and (given.get("type") not in {"checkbox", "radio"} or "checked" in given)


def posted(client: Client, url: str, **changes: Any) -> dict[str, Any]:
    """Return what the page at ``url`` would post, with these changes."""
    reader = Controls()
    reader.feed(client.get(url).content.decode())
    return {**reader.values, **changes}
