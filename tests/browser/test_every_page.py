"""The demonstration, told once: every page that links lead to is sound, and strangers stay out."""

import re
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.test import override_settings
from django.urls import resolve, reverse
from playwright.sync_api import Browser
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from bids.models import Bid
from procedure.demo.continuation import go_on
from procedure.demo.offers import FEDERATION
from procedure.demo.people import AUDITOR, COMMISSION, NEWCOMER, OFFICER, PASSWORD
from procedure.demo.story import tell
from tenders.enums import TenderState
from tenders.models import Tender
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.worker]

RANKED_SECONDS = 300
MOST_PAGES = 120
#: What is not a page: files, and the addresses of the API.
FILES = re.compile(r"\.(xlsx|json)$|^/depots/fichiers/|^/api/|^/static/")
READ = "document.querySelectorAll('a[href]')"
SAME_SITE = f"[...{READ}].filter(a => a.origin === location.origin).map(a => a.pathname + a.search)"

PUBLIC = {
    "home",
    "procedure:demonstration",
    "tenders:public_list",
    "tenders:public_detail",
    "ui:accessibility",
}
ACCOUNT = PUBLIC | {"accounts:profile", "accounts:rename", "account_email", "mfa_index"}
FILE = {"tenders:officer_list", "tenders:officer_detail", "bids:bid_detail"}
RESULTS = {"scoring:progress", "scoring:result", "scoring:what_if", "awards:ranking"}
BIDS = {"bids:my_submissions", "bids:deposit", "bids:check"}
DOOR = {"account_login", "accounts:register", "account_reset_password"}
#: What refuses whoever bids for nobody, and says how to begin: the public page offers it to all.
FOR_BIDDERS = {"bids:deposit", "bids:check"}
#: Who walks, and the pages that they must meet on their way.
ROLES = {
    OFFICER.email: ACCOUNT | FILE | RESULTS | {"audit:event_list", "tenders:create", "accounts:members"},
    COMMISSION.email: ACCOUNT | FILE | RESULTS,
    AUDITOR.email: ACCOUNT | {"tenders:officer_list", "audit:event_list", "accounts:tokens"},
    NEWCOMER.email: ACCOUNT | BIDS,
    FEDERATION.persona.email: ACCOUNT | BIDS | {"bids:receipt", "bids:my_bid"},
    "": PUBLIC | DOOR,
}
#: Axe and the photographs take a view that several roles share once, where most of it is shown.
SHARED = {
    COMMISSION.email: ACCOUNT | FILE | RESULTS,
    AUDITOR.email: ACCOUNT | FILE | RESULTS,
    NEWCOMER.email: ACCOUNT,
    FEDERATION.persona.email: ACCOUNT | {"bids:check", "accounts:members"},
}


@contextmanager
def told(state: Path) -> Iterator[Tender]:
    """Tell the demonstration in the tests' database, wait for its ranking, and leave nothing behind."""
    hashers = ["tests.hashers.QuickArgon2"]
    with override_settings(SEALED_DIR=state / "sealed", DEMO=True, PASSWORD_HASHERS=hashers):
        try:
            tender = tell(lambda _line: None)
            wait_until_ranked(tender)
            go_on(tender)
            yield tender
        finally:
            call_command("flush", verbosity=0, interactive=False)


def wait_until_ranked(tender: Tender) -> None:
    end = time.monotonic() + RANKED_SECONDS
    while not Tender.objects.filter(pk=tender.pk, state=TenderState.RANKED).exists():
        assert time.monotonic() < end, "the worker did not rank the bids in time"
        time.sleep(0.5)


@pytest.fixture(scope="module")
def tender(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, browser: Browser, worker: None, state: Path
) -> Iterator[Tender]:
    with django_db_blocker.unblock(), told(state) as ranked:
        yield ranked


@pytest.fixture(scope="module")
def site(tender: Tender) -> Iterator[str]:
    """The address of a server of our own: pytest-django's would empty the database after each test."""
    server = LiveServer("localhost")
    yield server.url
    server.stop()


@pytest.mark.parametrize("email", ROLES)
def test_every_page_that_links_lead_to_is_sound(browser: Browser, site: str, email: str) -> None:
    visitor = Visitor(browser, site, f"page-{email.split('@', maxsplit=1)[0] or 'public'}")
    if email:
        visitor.sign_in(email, PASSWORD)
    met, faults = crawl(visitor, SHARED.get(email, set()), FOR_BIDDERS - ROLES[email])
    visitor.close()
    assert faults == []
    assert ROLES[email] - met.keys() == set()


def crawl(visitor: Visitor, shared: set[str], refused: set[str]) -> tuple[Counter[str], list[str]]:
    """Read every page that links lead to from the home page; return how many of each view, and all faults.

    Every page is read; axe and the photographs take the first of each view that is not ``shared``, for the
    others differ by their data. Views that are ``refused`` answer 403.
    """
    waiting, seen, met, faults = ["/"], {"/"}, Counter[str](), list[str]()
    while waiting:
        path = waiting.pop(0)
        kind = resolve(urlsplit(path).path).view_name
        visitor.open(path, 403 if kind in refused and visitor.is_signed_in else 200)
        met[kind] += 1
        new_kind = met[kind] == 1 and kind not in shared
        faults += visitor.faults_of_the_page(kind.replace(":", "-"), accessible=new_kind)
        new = [link for link in pages(visitor) if link not in seen]
        seen.update(new)
        waiting += dict.fromkeys(new)
        assert len(seen) <= MOST_PAGES, sorted(seen)
    return met, faults


def pages(visitor: Visitor) -> list[str]:
    """Return the pages that the links of this one lead to; of the parameters only the page number stays."""
    found = [urlsplit(link) for link in visitor.page.evaluate(SAME_SITE)]
    paged = [link.path + (f"?{link.query}" if link.query.startswith("page=") else "") for link in found]
    return [path for path in paged if not FILES.search(path)]


def officer_paths(tender: Tender) -> list[str]:
    reference, bid = tender.reference, Bid.objects.order_by("pk").first()
    assert bid is not None
    of_tender = ["tenders:officer_detail", "tenders:draft", "tenders:review", "tenders:publish"]
    of_results = ["tenders:abandon", "bids:open", "scoring:progress", "scoring:progress_json"]
    named = [reverse(name, args=[reference]) for name in [*of_tender, *of_results, "awards:ranking"]]
    of_bid = [
        reverse(name, args=[bid.pk]) for name in ("bids:bid_detail", "scoring:result", "scoring:what_if")
    ]
    return [*named, *of_bid, reverse("tenders:officer_list"), reverse("tenders:create"), "/journal/"]


@pytest.mark.parametrize("email", ["", NEWCOMER.email, FEDERATION.persona.email])
def test_strangers_stay_out_of_the_buyers_pages(
    browser: Browser, site: str, tender: Tender, email: str
) -> None:
    visitor = Visitor(browser, site, "etranger")
    if email:
        visitor.sign_in(email, PASSWORD)
    asked = {path: visitor.page.request.get(site + path, max_redirects=0) for path in officer_paths(tender)}
    let_in = [path for path, answer in asked.items() if answer.status not in {302, 403, 404}]
    elsewhere = [path for path, answer in asked.items() if answer.status == 302 and email]
    visitor.close()
    assert (let_in, elsewhere) == ([], [])
