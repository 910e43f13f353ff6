"""After the deadline: a late deposit, the opening, the computation as it goes, the result, the ranking."""

import re
import time

import pytest
from playwright.sync_api import FilePayload, expect

from accounts.models import User
from bids.enums import BidState
from bids.models import Bid
from procedure.demo.files import workbook
from procedure.demo.offers import COOPERATIVE, FEDERATION, OUTSOURCED, Offer
from procedure.demo.people import PASSWORD as DEMO_PASSWORD
from procedure.demo.people import enter as come_in
from procedure.demo.story import hand_in
from tenders.models import Tender
from tests.bids.builders import pass_deadline
from tests.browser.conftest import Enter
from tests.browser.visitor import Visitor
from tests.people import make_officer
from tests.tender_builders import published_tender

pytestmark = [
    pytest.mark.browser,
    pytest.mark.worker,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("worker"),
]

#: Two bids are computed in seconds; a loaded machine gets more.
COMPUTED_MS = 240_000
WORKBOOK = "Classeur de réponse"


def test_the_bids_are_opened_computed_and_ranked(enter: Enter) -> None:
    buyer = make_officer()
    tender = closed_tender(buyer, [FEDERATION, OUTSOURCED])
    deposit_late(enter("retardataire"), tender)
    officer = enter("ouverture")
    officer.sign_in(buyer.email)
    open_the_bids(officer, tender)
    sign_the_declarations(officer, tender)
    follow_the_computation(officer, tender)
    read_a_result(officer)
    read_the_ranking(officer, tender)
    read_a_bid(officer, tender)


def closed_tender(buyer: User, offers: list[Offer]) -> Tender:
    """Return a consultation whose deadline has just passed, with these bids."""
    tender = published_tender(buyer)
    for offer in offers:
        hand_in(offer, come_in(offer.persona, offer.data), tender)
    return pass_deadline(tender)


def deposit_late(bidder: Visitor, tender: Tender) -> None:
    person = come_in(COOPERATIVE.persona, COOPERATIVE.data)
    bidder.sign_in(person.email, DEMO_PASSWORD)
    bidder.open(f"/consultations/{tender.reference}/deposer/")
    bidder.read("La date limite est passée")
    bidder.look("trop-tard")
    book = FilePayload(name="réponse.xlsx", mimeType="", buffer=workbook(COOPERATIVE, tender.lots.get()))
    bidder.main.get_by_label(WORKBOOK).set_input_files(book)
    bidder.press("Déposer hors délai")
    bidder.read("Reçu hors délai")
    bidder.look("accuse-hors-delai")


def open_the_bids(officer: Visitor, tender: Tender) -> None:
    officer.follow(tender.reference)
    officer.read(re.compile("2 reçus dans les\\s+délais, 1 hors délai"))
    officer.look("plis-fermes")
    officer.follow("Ouvrir les plis")
    officer.look("confirmer-l-ouverture")
    officer.press("Ouvrir les plis")
    officer.read("Les plis sont ouverts.", "Plis hors délai, conservés fermés")


def sign_the_declarations(officer: Visitor, tender: Tender) -> None:
    """Asked for a bid, the site leads to the declarations; signed, it leads back."""
    wait_until_read(tender)
    # The file shows itself again once all is read; to leave it at that instant would cancel the visit.
    expect(officer.main.locator("[data-poll-url]")).to_have_count(0, timeout=COMPUTED_MS)
    officer.open(f"/acheteur/consultations/{tender.reference}/capacite/")
    expect(officer.heading).to_have_text("Déclarations d’intérêts")
    officer.read("Relais Contact (fictif)")
    for choice in officer.main.get_by_label("Aucun intérêt").all():
        choice.check()
    officer.main.get_by_label(re.compile("Je déclare sur l’honneur")).check()
    officer.look("declarations")
    officer.press("Signer")
    officer.read("Vos déclarations sont signées")


def wait_until_read(tender: Tender) -> None:
    end = time.monotonic() + COMPUTED_MS / 1000
    while Bid.objects.filter(lot__tender=tender, state=BidState.OPENED).exists():
        assert time.monotonic() < end, "the worker did not read the bids in time"
        time.sleep(0.2)


def follow_the_computation(officer: Visitor, tender: Tender) -> None:
    """The page reaches the end by itself: nothing is clicked."""
    officer.open(f"/acheteur/consultations/{tender.reference}/capacite/")
    expect(officer.main.get_by_role("link", name="Voir le classement")).to_be_visible(timeout=COMPUTED_MS)
    expect(officer.main.locator("[data-poll-url]")).to_have_count(0)
    officer.look("calculs-finis")


def read_a_result(officer: Visitor) -> None:
    row = officer.main.get_by_role("row").filter(has_text=FEDERATION.data.legal_name)
    row.get_by_role("link").first.click()
    expect(officer.heading).to_have_text(FEDERATION.data.legal_name)
    officer.read("Avec cette équipe", "Servis jusqu’au bout", "Le service faiblit")
    expect(officer.main.locator("figure svg").first).to_be_visible()
    for caption in ("Par canal", "Qui répond, par niveau", "Planning promis et durée légale"):
        expect(officer.main.get_by_role("table", name=caption).first).to_be_visible()
    officer.look("capacite")


def read_the_ranking(officer: Visitor, tender: Tender) -> None:
    officer.follow("Le classement")
    officer.read("la décision appartient à l’acheteur", "Niveau 2", "confié à un sous-traitant")
    table = officer.main.get_by_role("table", name="Classement proposé")
    expect(table.get_by_role("row")).to_have_count(3)
    expect(table).not_to_contain_text(COOPERATIVE.data.legal_name)
    officer.look("classement")
    officer.open(f"/acheteur/consultations/{tender.reference}/")
    officer.look("dossier-classe")


def read_a_bid(officer: Visitor, tender: Tender) -> None:
    officer.follow(OUTSOURCED.data.legal_name)
    expect(officer.heading).to_have_text(OUTSOURCED.data.legal_name)
    officer.read("Contenu de l’offre", "Relais Contact (fictif)")
    officer.look("offre")
