"""The pages of one's account in a real Chromium: accessible, at both widths; keys work under the policy."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as site
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.enums import OrganisationKind, Role
from accounts.models import Membership, User
from accounts.services import create_token, invite
from tests.people import PASSWORD, make_organisation, member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(site.BASE_DIR) / "node_modules" / "axe-core" / "axe.min.js"
DESKTOP, PHONE = 1280, 390
OPEN = ["account_login", "accounts:register", "account_reset_password"]
SIGNED_IN = [
    "accounts:profile",
    "accounts:tokens",
    "account_email",
    "account_change_password",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
]


@pytest.fixture
def user() -> User:
    """An auditor who administers their organisation, with a token and an invitation on the way."""
    organisation = make_organisation(OrganisationKind.OVERSIGHT, "Corps de contrôle d’essai")
    person = member(organisation, Role.AUDITOR, "Andréa Auditrice")
    Membership.objects.create(user=person, organisation=organisation, role=Role.ADMINISTRATOR)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    create_token(actor=person, days=90)
    invite(organisation=organisation, email="invitee@exemple.fr", roles=[Role.AUDITOR], actor=person)
    return person


@pytest.fixture
def members_path(user: User) -> str:
    return reverse("accounts:members", args=[user.memberships.all()[0].organisation_id])


@pytest.fixture
def browser(live_server: LiveServer, members_path: str) -> Iterator[Browser]:
    """The last fixture: while Playwright runs, Django refuses to query the database in this thread."""
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)


def opened(browser: Browser, width: int = DESKTOP) -> Page:
    """A new window in which a script error, or a refusal of the content policy, ends the test."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.on("console", lambda said: pytest.fail(said.text) if said.type == "error" else None)
    return page


def log_in(page: Page, base: str, user: User) -> None:
    page.goto(base + reverse("account_login"))
    page.get_by_label("Adresse électronique").fill(user.email)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Se connecter").click()


def prove(page: Page, base: str) -> None:
    page.goto(base + reverse("account_reauthenticate"))
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Confirmer").click()


def check(page: Page, width: int) -> None:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_axe_finds_nothing_for_visitors(browser: Browser, live_server: LiveServer, width: int) -> None:
    page = opened(browser, width)
    for name in OPEN:
        page.goto(live_server.url + reverse(name))
        check(page, width)


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_axe_finds_nothing_for_members(
    browser: Browser, live_server: LiveServer, user: User, members_path: str, width: int
) -> None:
    page = opened(browser, width)
    log_in(page, live_server.url, user)
    prove(page, live_server.url)
    for path in [*map(reverse, SIGNED_IN), members_path]:
        page.goto(live_server.url + path)
        check(page, width)


def test_a_refused_registration_leads_to_what_to_mend(browser: Browser, live_server: LiveServer) -> None:
    page = opened(browser, PHONE)
    page.goto(live_server.url + reverse("accounts:register"))
    page.get_by_label("SIRET").fill("123")
    page.get_by_role("button", name="Créer le compte").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.get_by_role("link", name="Un SIRET compte 14 chiffres").click()
    expect(page.get_by_label("SIRET")).to_be_focused()
    expect(page.get_by_label("SIRET")).to_have_value("123")
    check(page, PHONE)


def test_a_new_token_can_be_copied(browser: Browser, live_server: LiveServer, user: User) -> None:
    page = opened(browser)
    log_in(page, live_server.url, user)
    page.goto(live_server.url + reverse("accounts:tokens"))
    page.get_by_role("button", name="Créer le jeton").click()
    expect(page.get_by_role("button", name="Copier le jeton")).to_be_visible()
    assert len(page.locator("#jeton").inner_text()) == 64
    check(page, DESKTOP)


def test_a_security_key_is_the_second_factor(
    browser: Browser, live_server: LiveServer, user: User, settings: Settings
) -> None:
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    base = live_server.url.replace("127.0.0.1", "localhost")
    page = opened(browser)
    plug_in_a_key(page)
    log_in(page, base, user)
    prove(page, base)
    page.goto(base + reverse("mfa_add_webauthn"))
    page.get_by_role("button", name="Enregistrer la clé").click()
    expect(page.get_by_role("heading", name="Codes de secours")).to_be_visible()
    page.get_by_role("button", name="Se déconnecter").first.click()
    log_in(page, base, user)
    page.get_by_role("button", name="Se servir de la clé de sécurité").click()
    page.wait_for_url(lambda url: "connexion" not in url)
    page.goto(base + reverse("accounts:profile"))
    expect(page.get_by_text("clé de sécurité")).to_be_visible()


def plug_in_a_key(page: Page) -> None:
    """Give the browser a virtual key (WebAuthn Level 2, 11.2), touched and recognised by itself."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    key = {
        "protocol": "ctap2",
        "transport": "usb",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": key})
