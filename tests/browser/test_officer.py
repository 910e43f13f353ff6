"""An officer writes a consultation in the browser, from the first word to the published fingerprint."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from audit.clock import PARIS, database_now
from tenders.models import Tender
from tests.browser.conftest import Enter
from tests.browser.visitor import Visitor
from tests.people import make_officer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Ligne d’écoute des proches aidants (essai)"
CONTINUE = "Enregistrer et continuer"
SAVED = re.compile(r"^Enregistré à \d+\sh\s\d\d")


def test_an_officer_writes_checks_and_publishes(enter: Enter) -> None:
    officer = enter("acheteur")
    officer.sign_in(make_officer().email)
    create(officer)
    describe(officer)
    skip_the_dates(officer)
    find_the_cpv_code(officer)
    say_what_performance_holds(officer)
    give_volumes(officer)
    link_the_levels(officer)
    give_the_week(officer)
    require(officer)
    weigh(officer)
    reserve(officer)
    limit_subcontracting(officer)
    list_prices(officer)
    mend_what_is_missing(officer)
    publish(officer)


def create(officer: Visitor) -> None:
    officer.look("accueil")
    officer.page.get_by_role("link", name="Mes consultations").first.click()
    officer.read("Aucune consultation")
    officer.look("liste-vide")
    officer.follow("Nouvelle consultation")
    officer.press("Créer le brouillon")
    expect(officer.page.locator("[data-error-summary]")).to_be_focused()
    officer.look("nouvelle-refusee")
    officer.fill("Intitulé de la consultation", TITLE)
    officer.press("Créer le brouillon")
    expect(officer.heading).to_have_text(TITLE)
    officer.look("plan")


def describe(officer: Visitor) -> None:
    officer.follow("Objet et procédure")
    objet = officer.main.get_by_label("Objet", exact=True)
    objet.press_sequentially("Écouter et orienter les proches aidants, tous les jours.")
    expect(officer.page.locator(".autosave")).to_have_text(SAVED, timeout=15_000)
    assert Tender.objects.get().description.startswith("Écouter et orienter")
    officer.look("objet")
    officer.main.get_by_label("Procédure adaptée (MAPA)").check()
    officer.press(CONTINUE)


def skip_the_dates(officer: Visitor) -> None:
    """Type a budget that no one can read, mend it; leave the deadline for later."""
    officer.fill("Valeur estimée du besoin", "beaucoup")
    officer.press(CONTINUE)
    expect(officer.page.locator("[data-error-summary]")).to_be_focused()
    expect(officer.main.get_by_label("Valeur estimée du besoin")).to_have_value("beaucoup")
    officer.look("dates-refusees")
    officer.fill("Valeur estimée du besoin", "1 500 000 €")
    officer.fill("Durée du marché", "36")
    officer.press(CONTINUE)


def find_the_cpv_code(officer: Visitor) -> None:
    """Choose by word, with the keyboard alone."""
    field = officer.main.get_by_label("Code CPV principal")
    field.press_sequentially("orientation")
    options = officer.page.get_by_role("option")
    expect(options.filter(has_text="85312310")).to_be_visible()
    officer.look("cpv")
    wanted = options.all_inner_texts().index(options.filter(has_text="85312310").inner_text())
    for _ in range(wanted + 1):
        field.press("ArrowDown")
    field.press("Enter")
    expect(field).to_have_value(re.compile("^85312310"))
    officer.fill("Pourquoi un seul lot", "Les deux niveaux forment une seule réponse à la personne.")
    expect(officer.page.locator(".autosave")).to_have_text(SAVED, timeout=15_000)
    officer.press(CONTINUE)


def say_what_performance_holds(officer: Visitor) -> None:
    officer.fill("Clause environnementale", "Matériel reconditionné, repris en fin d’usage.")
    officer.page.locator("#id_social_clause").fill("Supervision mensuelle des écoutantes.")
    officer.main.get_by_label("Aux mêmes heures que le service téléphonique").check()
    officer.fill("Données personnelles", "Appels anonymes : rien n’est conservé.")
    officer.look("clauses")
    officer.press(CONTINUE)


def give_volumes(officer: Visitor) -> None:
    officer.follow("Volumes")
    type_row(officer, 0, label="Appels, niveau 1", annual_volume="52 000", handle_time_minutes="6,5")
    officer.press("Ajouter un type de contact")
    expect(officer.page.locator("#id_rows-1-label")).to_be_focused()
    type_row(officer, 1, label="Appels, niveau 2", annual_volume="0", handle_time_minutes="25")
    officer.page.locator("#id_rows-1-level").select_option(label="Niveau 2")
    expect(officer.page.locator(".autosave")).to_have_text(SAVED, timeout=15_000)
    officer.look("volumes")
    officer.press(CONTINUE)


def link_the_levels(officer: Visitor) -> None:
    """The transfer is chosen among the types already kept."""
    expect(officer.heading).to_contain_text("Profil")
    officer.page.go_back()
    officer.page.reload()
    unfold(officer, 0)
    officer.page.locator("#id_rows-0-escalates_to").select_option(label="Appels, niveau 2")
    type_row(officer, 0, escalation_share="40")
    officer.press(CONTINUE)


def give_the_week(officer: Visitor) -> None:
    officer.main.get_by_label("Modèle").select_option(label="Heures de bureau : lundi à vendredi, 9 h à 18 h")
    officer.press("Remplir à partir du modèle")
    officer.read("Profil hebdomadaire et calendrier : enregistré.")
    expect(officer.main.get_by_label("lundi, 9 h")).to_have_value("1")
    expect(officer.main.get_by_label("dimanche, 9 h")).to_have_value("0")
    officer.fill("Jours d’événement par an", "3")
    officer.fill("Multiplicateur de ces jours", "2")
    officer.look("profil")
    officer.press(CONTINUE)


def require(officer: Visitor) -> None:
    type_row(officer, 0, label="Jamais une heure sans personne pour répondre")
    officer.page.locator("#id_rows-0-measure").select_option("coverage_holes")
    officer.look("exigences")
    officer.press(CONTINUE)


def weigh(officer: Visitor) -> None:
    weigh_one(officer, 0, "price", "Prix", "40")
    officer.press("Ajouter un critère")
    weigh_one(officer, 1, "capacity", "Appels auxquels il est répondu", "40")
    unfold(officer, 1)
    officer.page.locator("#id_rows-1-measure").select_option("answered_share")
    type_row(officer, 1, floor_share="50", target_share="90")
    officer.press("Ajouter un critère")
    weigh_one(officer, 2, "environment", "Performance environnementale", "10")
    expect(officer.page.locator(".autosave")).to_contain_text(
        re.compile(r"Total des poids\s: 90\s%\s\(il faut 100\)"), timeout=15_000
    )
    officer.look("criteres")
    officer.press(CONTINUE)


def weigh_one(officer: Visitor, number: int, kind: str, name: str, weight: str) -> None:
    officer.page.locator(f"#id_rows-{number}-kind").select_option(kind)
    type_row(officer, number, name=name, weight=weight)


def reserve(officer: Visitor) -> None:
    officer.main.get_by_label("Lot réservé aux entreprises").check()
    officer.main.get_by_label("Le mandataire seulement").check()
    officer.look("reservation")
    officer.press(CONTINUE)


def limit_subcontracting(officer: Visitor) -> None:
    officer.main.get_by_label("Sous-traitance admise").check()
    officer.fill("Part maximale du montant", "30")
    type_row(officer, 0, label="Répondre aux appels de niveau 2")
    officer.page.locator("#id_rows-0-level").select_option(label="Niveau 2")
    officer.look("sous-traitance")
    officer.press(CONTINUE)


def list_prices(officer: Visitor) -> None:
    type_row(officer, 0, label="Appel traité", unit="appel", quantity="156 000")
    officer.press("Ajouter une ligne")
    type_row(officer, 1, label="Pilotage", unit="mois", quantity="36")
    officer.look("prix")
    officer.press(CONTINUE)
    expect(officer.heading).to_have_text(TITLE)


def mend_what_is_missing(officer: Visitor) -> None:
    """Each problem leads to the control that mends it."""
    officer.look("plan-a-corriger")
    officer.follow("Vérifier et publier")
    expect(officer.main.get_by_text("2 points à corriger avant de publier")).to_be_visible()
    officer.look("verification-refusee")
    officer.follow("Lot 1, Critères et pondération")
    expect(officer.page).to_have_url(re.compile("#id_rows-0-weight$"))
    type_row(officer, 0, weight="50")
    officer.press(CONTINUE)
    officer.open(f"/acheteur/consultations/{Tender.objects.get().reference}/verifier/")
    officer.follow("Dates et budget : La date limite")
    expect(officer.page).to_have_url(re.compile("#id_deadline_at$"))
    give_the_dates(officer)


def give_the_dates(officer: Visitor) -> None:
    deadline_at = database_now().astimezone(PARIS) + timedelta(days=40)
    officer.fill("Date limite de remise des offres", deadline_at.strftime("%Y-%m-%dT12:00"))
    officer.fill("Début du service", (deadline_at + timedelta(days=90)).strftime("%Y-%m-%d"))
    officer.fill("Crédits budgétaires alloués", "1 600 000")
    officer.fill("Crédits fixés le", (deadline_at - timedelta(days=80)).strftime("%Y-%m-%d"))
    officer.look("dates")
    officer.press(CONTINUE)


def publish(officer: Visitor) -> None:
    reference = Tender.objects.get().reference
    officer.open(f"/acheteur/consultations/{reference}/verifier/")
    officer.look("verification")
    officer.follow("Continuer vers la publication")
    officer.look("confirmation")
    officer.press("Publier")
    officer.read(f"La consultation {reference} est publiée.")
    expect(officer.main.locator(".fingerprint")).to_have_text(Tender.objects.get().fingerprint)
    officer.look("dossier")
    officer.follow("Page publique")
    officer.read("L. 2113-15", "Appels, niveau 2", Tender.objects.get().fingerprint)
    officer.look("page-publique")


def unfold(officer: Visitor, number: int) -> None:
    """Open what a row keeps folded until someone asks for it."""
    officer.main.locator("[data-formset-row]").nth(number).locator("summary").click()


def type_row(officer: Visitor, number: int, **values: str) -> None:
    for name, text in values.items():
        officer.page.locator(f"#id_rows-{number}-{name}").fill(text)
