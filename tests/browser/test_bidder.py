"""A bidder finds a consultation, registers, fills the workbook, deposits, and deposits again."""

import io
import re
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from playwright.sync_api import FilePayload, expect

from bids.models import Submission
from bids.specs import lot_spec
from bids.workbook.generate import write_workbook
from bids.workbook.layout import SHIFTS
from procedure.demo.files import workbook
from procedure.demo.offers import FEDERATION
from tenders.models import Lot
from tests.browser.conftest import Enter
from tests.browser.visitor import Visitor
from tests.people import PASSWORD, next_siret
from tests.tender_builders import published_tender

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LETTER = FilePayload(name="lettre.txt", mimeType="text/plain", buffer=b"Offre fictive")
WORKBOOK, DOCUMENTS = "Classeur de réponse", "Documents du lot"


def test_a_bidder_registers_checks_and_deposits_twice(enter: Enter, tmp_path: Path) -> None:
    lot = published_tender().lots.get()
    bidder = enter("soumissionnaire")
    find(bidder, lot)
    register(bidder)
    download(bidder, lot, tmp_path)
    check_a_faulty_one(bidder, lot)
    check_the_right_one(bidder, lot)
    deposit(bidder, lot)
    deposit_again(bidder, lot)
    read_my_deposits(bidder)


def find(bidder: Visitor, lot: Lot) -> None:
    bidder.open("/consultations/")
    bidder.fill("Mots", "voirie")
    bidder.press("Chercher")
    bidder.read("Aucune consultation")
    bidder.fill("Mots", "violences")
    bidder.press("Chercher")
    bidder.read("1 consultation,", "clôture dans")
    bidder.look("recherche")
    bidder.follow(lot.tender.title)
    expect(bidder.heading).to_have_text(lot.tender.title)
    bidder.look("consultation")


def register(bidder: Visitor) -> None:
    """A wrong SIRET is refused and nothing typed is lost, but the passwords."""
    bidder.follow("Déposer une offre")
    bidder.look("connexion")
    bidder.follow("Inscrivez-vous avec votre organisation")
    introduce(bidder, "123 456 789 00011")
    expect(bidder.page.locator("[data-error-summary]")).to_be_focused()
    expect(bidder.main.get_by_label("Dénomination")).to_have_value("Écoute solidaire (fictif)")
    bidder.look("inscription-refusee")
    introduce(bidder, next_siret())
    expect(bidder.page.get_by_role("button", name="Se déconnecter").first).to_be_visible()
    bidder.look("inscrit")


def introduce(bidder: Visitor, siret: str) -> None:
    bidder.fill("Nom et prénom", "Dominique Roux (fictif)")
    bidder.fill("Adresse électronique", "dominique@exemple.fr")
    bidder.main.get_by_label("Mot de passe", exact=False).first.fill(PASSWORD)
    bidder.fill("Le même mot de passe, une seconde fois", PASSWORD)
    bidder.fill("SIRET", siret)
    bidder.fill("Dénomination", "Écoute solidaire (fictif)")
    bidder.main.get_by_label("Forme juridique").select_option("association")
    bidder.fill("Preuve de la qualité ESS", "RNA W751234567 (fictif)")
    bidder.fill(re.compile(r"^\s*Adresse(?! électronique)"), "1 rue de l’Exemple")
    bidder.fill("Code postal", "75000")
    bidder.fill("Commune", "Villefictive")
    bidder.press("Créer le compte et inscrire l’organisation")


def download(bidder: Visitor, lot: Lot, folder: Path) -> None:
    """The browser keeps the very workbook of the lot."""
    bidder.open(f"/consultations/{lot.tender.reference}/")
    with bidder.page.expect_download() as started:
        bidder.follow("Télécharger le classeur du lot 1")
    assert started.value.suggested_filename == f"reponse-{lot.tender.reference}-lot-1.xlsx"
    started.value.save_as(folder / "vierge.xlsx")
    assert (folder / "vierge.xlsx").read_bytes() == write_workbook(lot_spec(lot))


def filled(lot: Lot) -> FilePayload:
    return FilePayload(name="réponse.xlsx", mimeType=XLSX, buffer=workbook(FEDERATION, lot))


def spoilt(lot: Lot) -> FilePayload:
    """Return the same workbook with a word where the first shift begins."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(FEDERATION, lot)))
    sheet = book[SHIFTS.name]
    sheet.cell(row=6, column=start_column()).value = "vers midi"
    saved = io.BytesIO()
    book.save(saved)
    return FilePayload(name="brouillon.xlsx", mimeType=XLSX, buffer=saved.getvalue())


def start_column() -> int:
    return [column.key for column in SHIFTS.columns].index("start") + 1


def check_a_faulty_one(bidder: Visitor, lot: Lot) -> None:
    bidder.follow("Déposer une offre")
    bidder.look("depot-vide")
    bidder.follow("vérifier le classeur rempli")
    bidder.main.get_by_label(WORKBOOK).set_input_files(spoilt(lot))
    bidder.press("Vérifier")
    bidder.read("À corriger", "« brouillon.xlsx » ne peut pas être lu tel quel")
    error = bidder.main.get_by_role("row").filter(has_text="vers midi")
    for place in (SHIFTS.name, "6", get_column_letter(start_column())):
        expect(error.get_by_role("cell", name=place, exact=True)).to_be_visible()
    bidder.look("classeur-fautif")


def check_the_right_one(bidder: Visitor, lot: Lot) -> None:
    bidder.main.get_by_label(WORKBOOK).set_input_files(filled(lot))
    bidder.press("Vérifier un autre fichier")
    bidder.read("« réponse.xlsx » se lit en entier")
    bidder.look("classeur-juste")
    assert not Submission.objects.exists()
    bidder.follow("Aller au dépôt")


def deposit(bidder: Visitor, lot: Lot) -> None:
    bidder.main.get_by_label(WORKBOOK).set_input_files(filled(lot))
    bidder.main.get_by_label(DOCUMENTS).set_input_files([LETTER])
    bidder.look("depot-rempli")
    bidder.press("Déposer")
    bidder.read("Reçu dans les délais", "réponse.xlsx", "lettre.txt", "2 pièces")
    bidder.look("accuse")


def deposit_again(bidder: Visitor, lot: Lot) -> None:
    bidder.open(f"/consultations/{lot.tender.reference}/deposer/")
    bidder.read("remplacé en entier")
    bidder.main.get_by_label(WORKBOOK).set_input_files(filled(lot))
    bidder.look("remplacement")
    bidder.press("Déposer et remplacer")
    bidder.read("Reçu dans les délais", "1 pièce,", "Remplace")
    bidder.look("second-accuse")


def read_my_deposits(bidder: Visitor) -> None:
    bidder.page.get_by_role("link", name="Mes dépôts").first.click()
    rows = bidder.main.get_by_role("row")
    expect(rows).to_have_count(3)
    expect(rows.filter(has_text=re.compile("Remplacé"))).to_have_count(1)
    bidder.look("mes-depots")
    rows.filter(has_text="Remplacé").get_by_role("link").first.click()
    bidder.read("Reçu dans les délais, puis remplacé")
    bidder.look("accuse-remplace")
