"""Somebody before a browser. Whatever they came for, every page that they look at must be sound."""

import os
import re
from itertools import count
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from django.urls import reverse
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Response, expect

from tests.chromium import DESKTOP, PHONE, axe_violations, overflow
from tests.people import PASSWORD

#: What a template writes in place of a variable that nobody set; see the fixture ``_marked_variables``.
UNSET: Final = "⟦%s⟧"
#: Words of Python or of a template that no reader should meet.
LEFTOVERS = re.compile(r"⟦[^⟧]*⟧|\bNone\b|\bNaN\b|\{\{|\{%|\bundefined\b|<[A-Z]\w+ object")
#: Answers of the site to what a visitor typed wrong: part of the walk, judged on the page itself.
REFUSALS = frozenset({409, 422})
INSIDE = ("data", "blob", "about")


class Visitor:
    """A window of the browser that remembers every fault, and fails the test at the next look."""

    def __init__(self, browser: Browser, base: str, name: str = "") -> None:
        self.base, self.name = base, name
        self.page: Page = browser.new_page(
            viewport={"width": DESKTOP, "height": 900}, locale="fr-FR", timezone_id="Europe/Paris"
        )
        self.faults: list[str] = []
        self.is_signed_in = False
        self.expected = set(REFUSALS)
        self._steps = count(1)
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.faults.append(f"script : {error}"))
        self.page.on("request", self._asked)
        self.page.on("response", self._answered)

    def _heard(self, said: ConsoleMessage) -> None:
        # Chromium repeats every refused answer on the console; answers are judged by their status.
        if said.type == "error" and "Failed to load resource" not in said.text:
            self.faults.append(f"console : {said.text}")

    def _asked(self, request: Request) -> None:
        if urlsplit(request.url).scheme not in INSIDE and not request.url.startswith(f"{self.base}/"):
            self.faults.append(f"requête hors du site : {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.faults.append(f"{response.status} : {response.request.method} {response.url}")

    def open(self, path: str, status: int = 200) -> None:
        """Go to an address of the site, which must answer with ``status``."""
        self.expected.add(status)
        answer = self.page.goto(path if path.startswith("http") else self.base + path)
        found = answer.status if answer else 0
        if found != status:
            self.faults.append(f"{path} répond {found}, {status} attendu")
        self.expected = set(REFUSALS) | ({status} if status >= 400 else set())

    def sign_in(self, email: str, password: str = PASSWORD) -> None:
        """Come in by the page of sign-in."""
        self.open(reverse("account_login"))
        self.fill("Adresse électronique", email)
        self.fill("Mot de passe", password)
        self.press("Se connecter")
        expect(self.page.get_by_role("button", name="Se déconnecter").first).to_be_visible()
        self.is_signed_in = True

    def fill(self, label: str | re.Pattern[str], text: str) -> None:
        self.main.get_by_label(label).fill(text)

    def press(self, button: str) -> None:
        self.main.get_by_role("button", name=button, exact=True).click()

    def follow(self, link: str) -> None:
        self.main.get_by_role("link", name=link).first.click()

    def read(self, *texts: str | re.Pattern[str]) -> None:
        """Wait until each text is on the page, for all to see."""
        for text in texts:
            expect(self.main.get_by_text(text).first).to_be_visible()

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    @property
    def heading(self) -> Locator:
        return self.page.locator("h1")

    def look(self, step: str, *, foreign: str = "") -> None:
        """Fail the test when the page, or anything since the last look, is at fault."""
        faults = self.faults_of_the_page(step, foreign=foreign)
        if faults:
            raise AssertionError("\n".join(faults))

    def faults_of_the_page(self, step: str, *, accessible: bool = True, foreign: str = "") -> list[str]:
        """Judge the page as it stands, at both widths, but its ``foreign`` part; ``step`` names pictures."""
        self.page.wait_for_load_state()
        self._judge_words()
        if accessible:
            for width in (PHONE, DESKTOP):
                self._judge_width(width, f"{self.name}-{next(self._steps):02}-{step}-{width}", foreign)
        return self.told_faults()

    def _judge_words(self) -> None:
        page = self.page
        text = page.evaluate("document.body.textContent + document.documentElement.outerHTML")
        # The source is searched for the marker alone: « None » may be a word of a script.
        found = LEFTOVERS.findall(page.evaluate("document.body.textContent"))
        found += [word for word in LEFTOVERS.findall(text) if word.startswith("⟦")]
        self.faults += [f"mot de gabarit : {word}" for word in sorted(set(found))]
        if page.locator("html").get_attribute("lang") != "fr":
            self.faults.append("la page ne dit pas qu’elle est en français")
        if page.locator("h1").count() != 1 or not self.heading.inner_text().strip():
            self.faults.append("la page n’a pas un titre (h1) et un seul")
        if not page.title().strip():
            self.faults.append("la fenêtre n’a pas de titre")

    def _judge_width(self, width: int, photograph: str, foreign: str) -> None:
        self.page.set_viewport_size({"width": width, "height": 900})
        self.faults += [f"axe à {width} px, {found}" for found in axe_violations(self.page, foreign)]
        if (beyond := overflow(self.page, width)) > 0:
            self.faults.append(f"à {width} px, la page déborde de {beyond} px")
        self.photograph(photograph)

    def photograph(self, name: str) -> None:
        """Keep the whole page as a picture in the folder that SCREENSHOTS names, if it names one."""
        if folder := os.environ.get("SCREENSHOTS"):
            self.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    def told_faults(self) -> list[str]:
        """Return the faults since the last time, each with the page, and forget them."""
        faults, self.faults = self.faults, []
        return [f"{self.page.url} : {fault}" for fault in faults]

    def close(self) -> None:
        self.photograph(f"{self.name}-en-partant")
        self.page.context.close()
