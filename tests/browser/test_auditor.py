"""An auditor reads the journal, makes a token, and reads the API by its page and by its addresses."""

import re

import pytest
from playwright.sync_api import expect

from audit.models import Event
from tests.browser.conftest import Enter
from tests.browser.visitor import Visitor
from tests.people import make_auditor
from tests.tender_builders import published_tender

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_auditor_reads_the_journal_and_the_api(enter: Enter) -> None:
    reference = published_tender().reference
    auditor = enter("auditeur")
    auditor.sign_in(make_auditor().email)
    filter_the_journal(auditor, reference)
    token = make_a_token(auditor)
    read_the_documentation(auditor)
    read_with_the_token(auditor, token, reference)


def filter_the_journal(auditor: Visitor, reference: str) -> None:
    auditor.page.get_by_role("link", name="Journal", exact=True).first.click()
    rows = auditor.main.locator("tbody tr")
    expect(rows).to_have_count(Event.objects.count())
    auditor.look("journal")
    auditor.main.get_by_label("Nature").select_option(label="Consultation publiée")
    auditor.fill("Consultation (référence)", reference)
    auditor.press("Filtrer")
    expect(rows).to_have_count(1)
    rows.get_by_text("Voir").click()
    expect(rows.locator(".fingerprint").first).to_have_text(re.compile("[0-9a-f]{64}"))
    auditor.look("journal-filtre")
    auditor.fill("Consultation (référence)", "2000-0001")
    auditor.press("Filtrer")
    auditor.read("Aucun événement")


def make_a_token(auditor: Visitor) -> str:
    """The secret is shown once: going back to the list shows no more than its first characters."""
    auditor.open("/compte/jetons/")
    auditor.look("jetons-vides")
    auditor.press("Créer le jeton")
    secret = auditor.page.locator("#jeton").inner_text()
    auditor.look("jeton")
    auditor.follow("J’ai copié le jeton")
    auditor.read(f"{secret[:8]}…")
    expect(auditor.main).not_to_contain_text(secret)
    auditor.look("jetons")
    return secret


def read_the_documentation(auditor: Visitor) -> None:
    """The page draws itself from the site alone."""
    auditor.open("/api/v1/docs/")
    operations = auditor.page.locator(".opblock")
    expect(operations.first).to_be_visible(timeout=30_000)
    operations.first.click()
    expect(auditor.page.get_by_role("button", name="Try it out").first).to_be_visible()
    # What Swagger UI draws is not ours to mend.
    auditor.look("documentation-de-l-api", foreign="#swagger-ui")


def read_with_the_token(auditor: Visitor, token: str, reference: str) -> None:
    """The session is left behind: the token alone opens the API."""
    auditor.page.context.clear_cookies()
    address = f"{auditor.base}/api/v1/tenders/"
    asked = auditor.page.request
    refused = asked.get(address)
    given = asked.get(address, headers={"Authorization": f"Token {token}"})
    assert (refused.status, given.status) == (401, 200)
    assert [row["reference"] for row in given.json()["results"]] == [reference]
