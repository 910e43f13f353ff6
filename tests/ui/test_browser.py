"""The style page in a real Chromium: what the scripts add, and that nothing is lost without them."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.chromium import DESKTOP, PHONE, axe_violations, chromium, overflow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def browser(live_server: LiveServer, settings: Settings) -> Iterator[Browser]:
    settings.DEMO = True
    with chromium() as launched:
        yield launched


def opened(browser: Browser, server: LiveServer, *, width: int = DESKTOP, **options: Any) -> Page:
    """The style page; an error of its scripts, or of the content policy, ends the test."""
    page = browser.new_page(viewport={"width": width, "height": 900}, **options)
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.on("console", lambda said: pytest.fail(said.text) if said.type == "error" else None)
    page.goto(f"{server.url}/interface/")
    return page


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_axe_finds_nothing_and_nothing_overflows(
    browser: Browser, live_server: LiveServer, width: int
) -> None:
    page = opened(browser, live_server, width=width)
    assert axe_violations(page) == []
    assert overflow(page, width) <= 0


def test_the_page_is_whole_without_javascript(browser: Browser, live_server: LiveServer) -> None:
    page = opened(browser, live_server, width=PHONE, java_script_enabled=False)
    expect(page.locator(".countdown-left").first).to_contain_text("clôture dans")
    expect(page.get_by_text("Actualiser la page")).to_be_visible()
    page.get_by_text("Menu", exact=True).click()
    expect(page.locator(".site-nav-narrow nav")).to_be_visible()


def test_the_summary_takes_the_focus_and_leads_to_the_control(
    browser: Browser, live_server: LiveServer
) -> None:
    page = opened(browser, live_server)
    assert page.title().startswith("Erreur : ")
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.get_by_role("link", name=re.compile("Lot réservé")).click()
    expect(page.locator("#faux_reserved_0")).to_be_focused()


def test_a_draft_is_saved_while_typing(browser: Browser, live_server: LiveServer) -> None:
    page = opened(browser, live_server)
    page.locator("#id_title").fill("Écoute et orientation")
    expect(page.locator(".autosave")).to_have_text(re.compile(r"^Enregistré à \d+\sh\s\d\d$"), timeout=10_000)


def test_a_refused_draft_says_why_and_keeps_the_text(browser: Browser, live_server: LiveServer) -> None:
    page = browser.new_page()
    page.goto(f"{live_server.url}/interface/")
    page.locator("#id_title").fill("un refus")
    expect(page.locator(".autosave")).to_contain_text("ce mot est refusé", timeout=10_000)
    expect(page.locator(".autosave")).to_contain_text("Votre saisie reste sur cette page")
    expect(page.locator("#id_title")).to_have_value("un refus")


def test_a_draft_waits_for_a_lost_server(browser: Browser, live_server: LiveServer) -> None:
    page = browser.new_page()
    page.goto(f"{live_server.url}/interface/")
    page.context.set_offline(True)
    page.locator("#id_title").fill("hors ligne")
    expect(page.locator(".autosave")).to_contain_text("le serveur ne répond pas", timeout=10_000)
    page.context.set_offline(False)
    expect(page.locator(".autosave")).to_contain_text("Enregistré à", timeout=15_000)


def test_a_code_is_chosen_with_the_keyboard(browser: Browser, live_server: LiveServer) -> None:
    page = opened(browser, live_server)
    field = page.locator("#id_cpv")
    field.press_sequentially("appel")
    expect(page.locator("#id_cpv-liste [role=option]")).to_have_count(1)
    field.press("ArrowDown")
    field.press("Enter")
    expect(field).to_have_value("79512000-6")
    expect(page.locator("#id_cpv-choix")).to_have_text("Centre d’appels")


def test_rows_are_added_and_removed(browser: Browser, live_server: LiveServer) -> None:
    page = opened(browser, live_server)
    page.get_by_role("button", name="Ajouter un volume").click()
    expect(page.locator("#id_volumes-3-language")).to_be_focused()
    expect(page.locator("[name=volumes-TOTAL_FORMS]")).to_have_value("4")
    page.locator("#id_volumes-0-DELETE").check()
    expect(page.locator("#id_volumes-0-language")).to_be_hidden()
    expect(page.locator("#id_volumes-0-language")).to_have_value("français")


def test_the_countdown_ignores_the_clock_of_the_visitor(browser: Browser, live_server: LiveServer) -> None:
    page = browser.new_page()
    page.clock.install(time="2031-06-01T00:00:00Z")
    page.goto(f"{live_server.url}/interface/")
    left = page.locator(".countdown-left").nth(1)
    expect(left).to_have_text(re.compile(r"^clôture dans 1[12]\smin"))
    page.clock.fast_forward("13:00")
    expect(left).to_have_text("clôturée")


def test_a_heavy_file_is_refused_before_it_is_sent(browser: Browser, live_server: LiveServer) -> None:
    page = opened(browser, live_server)
    heavy = FilePayload(name="offre.xlsx", mimeType="application/zip", buffer=b"0" * 10_000_001)
    page.locator("#id_workbook").set_input_files(heavy)
    expect(page.locator("#id_workbook-fichiers")).to_contain_text("la limite est de 10,0")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page).to_have_url(f"{live_server.url}/interface/")


def test_the_work_shows_its_progress(browser: Browser, live_server: LiveServer) -> None:
    page = opened(browser, live_server)
    expect(page.locator("[data-progress-count]")).to_have_text("3 sur 5", timeout=10_000)
