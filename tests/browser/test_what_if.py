"""« Et si… » in a browser: sliders by the keyboard, what is refused, and all of it without JavaScript."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from audit.clock import database_now
from bids.models import Bid
from scoring.services import request_run
from tests.browser.conftest import Enter
from tests.browser.visitor import Visitor
from tests.people import make_buyer, make_officer
from tests.scoring.cases import make_bid, opened_lot

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: The first look of a process loads the engine, and compiles it on a new machine.
LOADED_MS = 120_000
ENOUGH = {"label": "Neuf sur dix", "measure": "answered_share", "threshold_share": "0.9"}
HEADLINE = "[data-fill=headline]"


@pytest.fixture
def officer() -> User:
    return make_officer(make_buyer())


@pytest.fixture
def bid(officer: User) -> Bid:
    found = make_bid(opened_lot(officer, requirements=[ENOUGH]))
    request_run(bid=found, actor=None, now=database_now())
    return found


def come(enter: Enter, officer: User, bid: Bid, name: str) -> Visitor:
    visitor = enter(name)
    visitor.page.set_default_timeout(LOADED_MS)
    visitor.sign_in(officer.email)
    visitor.open(f"/acheteur/offres/{bid.pk}/capacite/et-si/")
    return visitor


def headline(page: Page, words: str) -> None:
    expect(page.locator(HEADLINE)).to_contain_text(re.compile(words.replace(" ", r"\s")), timeout=LOADED_MS)


def test_a_slider_moves_the_numbers(enter: Enter, officer: User, bid: Bid) -> None:
    visitor = come(enter, officer, bid, "et-si")
    page, slider = visitor.page, visitor.page.get_by_label("Volume, curseur")
    headline(page, "Sans changement : ")
    before = page.locator("[data-fill='unserved.value']").inner_text()
    visitor.look("sans-changement")
    slider.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    headline(page, "Volume × 1,15 : ")
    assert page.locator("[data-fill='unserved.value']").inner_text() != before
    expect(slider).to_have_attribute("aria-valuetext", re.compile(r"50\s000 ×\s1,15 = 57\s500\spar\san"))
    assert page.url.endswith("?volume=1.15")
    visitor.look("volume-plus-haut")


def test_the_number_moves_the_slider_and_all_is_put_back(enter: Enter, officer: User, bid: Bid) -> None:
    visitor = come(enter, officer, bid, "et-si-nombre")
    page = visitor.page
    page.locator("input[name=patience]").fill("0.5")
    headline(page, "Patience × 0,5 : ")
    expect(page.get_by_label("Patience, curseur")).to_have_js_property("value", "0.5")
    visitor.follow("Revenir à l’offre telle quelle")
    headline(page, "Sans changement : ")
    assert page.url.endswith("/et-si/")
    visitor.look("remis")


def test_what_is_out_of_bounds_is_refused_and_the_rest_stays(enter: Enter, officer: User, bid: Bid) -> None:
    visitor = come(enter, officer, bid, "et-si-refus")
    visitor.expected.add(400)
    headline(visitor.page, "Sans changement : ")
    visitor.page.locator("input[name=volume]").fill("99")
    visitor.read(re.compile("indiquez un nombre entre 0,1 et 5"))
    headline(visitor.page, "Sans changement : ")
    visitor.page.locator("input[name=volume]").fill("2")
    headline(visitor.page, "Volume × 2 : ")
    expect(visitor.main.get_by_text("indiquez un nombre")).to_have_count(0)
    visitor.look("refus-leve")


def test_all_of_it_without_javascript(browser: Browser, enter: Enter, officer: User, bid: Bid) -> None:
    visitor = come(enter, officer, bid, "et-si-sans-script")
    context = browser.new_context(java_script_enabled=False, locale="fr-FR")
    context.add_cookies(visitor.page.context.cookies())  # type: ignore[arg-type]  # Playwright's two types
    page = context.new_page()
    page.set_default_timeout(LOADED_MS)
    page.goto(visitor.page.url)
    expect(page.get_by_label("Volume, curseur")).to_be_hidden()
    page.locator("input[name=volume]").fill("1.5")
    page.get_by_role("button", name="Recalculer").click()
    headline(page, "Volume × 1,5 : ")
    page.get_by_role("button", name="Affiner par simulation").click()
    expect(page.get_by_role("link", name="volume × 1,5")).to_be_visible()
    context.close()
