"""The sheets and columns of the workbook, once for the generator and for the reader."""

from typing import Final

from bids.workbook.application_layout import APPLICATION, MEMBERS
from bids.workbook.layout_types import Column, SheetLayout

TITLE_ROW: Final = 1
INTRO_ROW: Final = 2
HEADER_ROW: Final = 4
EXAMPLE_ROW: Final = 5
FIRST_ROW: Final = 6

README_NAME: Final = "Lisez-moi"
REFERENCE_LABEL: Final = "Référence de la consultation"
LOT_LABEL: Final = "Numéro du lot"
FINGERPRINT_LABEL: Final = "Empreinte du lot publié"
TOTAL_LABEL: Final = "Total HT"

_TEAM = Column(
    "team",
    "Équipe",
    16,
    "Code d’une équipe de la feuille « Équipes ».",
    aliases=("Code équipe", "Code de l’équipe", "Équipe (code)"),
    spreads=True,
)
_SITE = Column("site", "Site", 22, "Lieu de travail, par exemple « Lille ».", spreads=True, required=False)

TEAMS: Final = SheetLayout(
    name="Équipes",
    title="Équipes : qui peut répondre à quoi",
    intro="Une ligne par équipe, c’est-à-dire des personnes qui traitent les mêmes contacts.",
    columns=(
        Column(
            "code",
            "Équipe (code)",
            16,
            "Un nom court, repris dans les autres feuilles.",
            aliases=("Code", "Code équipe"),
        ),
        Column(
            "employer",
            "Employeur",
            26,
            "« titulaire », ou le nom du cotraitant ou du sous-traitant qui emploie ces personnes.",
            spreads=True,
        ),
        Column(
            "employer_role",
            "Lien avec l’offre",
            18,
            "titulaire, cotraitant ou sous-traitant.",
            aliases=("Lien", "Rôle"),
            spreads=True,
            required=False,
        ),
        Column("levels", "Niveaux", 14, "N1, N2, ou N1 et N2.", aliases=("Niveau",), spreads=True),
        Column("languages", "Langues", 22, "Par exemple : français et anglais.", spreads=True),
        Column("channels", "Canaux", 22, "Par exemple : appel, chat.", aliases=("Canal",), spreads=True),
        Column(
            "chat_concurrency",
            "Sessions de chat simultanées (nombre par personne)",
            20,
            "À remplir si l’équipe traite le chat.",
            kind="number",
            aliases=("Sessions de chat", "Chats simultanés"),
        ),
        Column(
            "declared_staff",
            "Effectif déclaré (personnes)",
            16,
            "Personnes affectées à l’équipe, pas des équivalents temps plein.",
            kind="number",
            aliases=("Effectif",),
        ),
        Column(
            "contract_hours_per_week",
            "Durée contractuelle (heures par semaine et par personne)",
            22,
            "Par exemple 35.",
            kind="number",
            aliases=("Heures contractuelles par semaine", "Heures contractuelles", "Heures par semaine"),
        ),
        _SITE,
    ),
    example=(
        "Exemple : jour-N1", "titulaire", "titulaire", "N1", "français et anglais", "appel, chat", "2", "12",
        "35", "Lille",
    ),
)  # fmt: skip

SHIFTS: Final = SheetLayout(
    name="Vacations",
    title="Vacations : qui est présent, quels jours, à quelles heures",
    intro="Une semaine ordinaire, heure de Paris. Une vacation peut passer minuit : 22:00 à 06:00.",
    columns=(
        _TEAM,
        Column(
            "days",
            "Jours",
            20,
            "lundi ; lun-ven ; sam, dim ; tous les jours.",
            aliases=("Jour",),
            spreads=True,
        ),
        Column("start", "Début (heure)", 12, "Par exemple 08:00 ou 22h30.", aliases=("Heure de début", "De")),
        Column(
            "end", "Fin (heure)", 12, "Par exemple 16:00 ; 24:00 pour minuit.", aliases=("Heure de fin", "À")
        ),
        Column(
            "break_minutes",
            "Pause (minutes)",
            12,
            "Total des pauses de la vacation ; 0 s’il n’y en a pas.",
            kind="number",
            aliases=("Pauses", "Pause en minutes"),
        ),
        Column(
            "headcount",
            "Effectif présent (personnes)",
            14,
            "Personnes présentes en même temps, chaque jour indiqué.",
            kind="number",
            aliases=("Effectif", "Personnes"),
        ),
        _SITE,
    ),
    example=("Exemple : jour-N1", "lun-ven", "08:00", "16:00", "45", "6", "Lille"),
    blank_rows=150,
)

ABSENCES: Final = SheetLayout(
    name="Absences",
    title="Absences : la part du temps payé qui n’est pas travaillée",
    intro="Une ligne par équipe. Indiquez 0 % plutôt qu’une cellule vide.",
    columns=(
        _TEAM,
        Column(
            "absence_share",
            "Taux d’absence (%)",
            16,
            "Maladie et absences imprévues, en % du temps payé.",
            kind="percent",
            aliases=("Absence", "Absences", "Absentéisme", "Taux d’absentéisme"),
        ),
        Column(
            "shrinkage_share",
            "Formation et réunions (%)",
            16,
            "En % du temps payé.",
            kind="percent",
            aliases=("Formation", "Formations et réunions"),
        ),
        Column(
            "ramp_up_weeks",
            "Montée en charge (semaines)",
            18,
            "Semaines avant la pleine efficacité de l’équipe.",
            kind="number",
            aliases=("Montée en charge en semaines",),
        ),
    ),
    example=("Exemple : jour-N1", "8 %", "6 %", "4"),
)

SUBCONTRACTORS: Final = SheetLayout(
    name="Sous-traitants",
    title="Sous-traitants : ce qui leur est confié",
    intro="Une ligne par sous-traitant déclaré (article R. 2193-1). Laissez vide s’il n’y en a pas.",
    columns=(
        Column("name", "Nom", 30, "Comme dans la colonne « Employeur » de la feuille « Équipes »."),
        Column("siret", "SIRET", 20, "14 chiffres.", aliases=("Numéro SIRET", "N° SIRET")),
        Column(
            "tasks",
            "Tâches confiées",
            40,
            "Nature des prestations, en quelques mots.",
            aliases=("Tâches", "Prestations"),
        ),
        Column("levels", "Niveaux confiés", 14, "N1, N2, ou N1 et N2.", aliases=("Niveaux", "Niveau")),
        Column("channels", "Canaux confiés", 22, "Par exemple : appel, chat.", aliases=("Canaux", "Canal")),
        Column(
            "amount_eur",
            "Montant maximum HT (€)",
            18,
            "Montant maximum sous-traité, hors taxes.",
            kind="money",
            aliases=("Montant HT", "Montant", "Montant maximum"),
        ),
        Column(
            "payment_terms",
            "Conditions de paiement",
            30,
            "DC4 : conditions de paiement et variation du prix.",
            required=False,
        ),
        Column("direct_payment", "Paiement direct (oui ou non)", 16, "Article L. 2193-11.", required=False),
        Column(
            "relies_on_capacities",
            "Capacités invoquées (oui ou non)",
            18,
            "Le candidat s’appuie sur les capacités de ce sous-traitant (R. 2142-3).",
            required=False,
        ),
        Column(
            "no_exclusion_declared",
            "Aucune exclusion, déclaré sur l’honneur (oui ou non)",
            22,
            "Le sous-traitant déclare n’être dans aucun cas d’exclusion (R. 2193-1).",
            required=False,
        ),
    ),
    example=("Exemple : Société fictive", "123 456 789 01234", "Appels de premier niveau la nuit", "N1",
             "appel", "150 000", "30 jours, prix révisable", "oui", "non", "oui"),
    blank_rows=15,
    may_be_missing=True,
)  # fmt: skip

EVIDENCE: Final = SheetLayout(
    name="Preuves",
    title="Preuves : où chaque donnée chiffrée de l’offre se vérifie",
    intro="Une ligne par donnée : effectif, taux d’absence, durée de formation…",
    columns=(
        Column(
            "figure",
            "Donnée chiffrée",
            44,
            "Par exemple : effectif de jour-N1.",
            aliases=("Donnée",),
        ),
        Column(
            "document",
            "Document",
            44,
            "Nom du document joint à l’offre.",
            aliases=("Pièce", "Document joint"),
        ),
        Column("page", "Page", 12, "Par exemple 12 ou 12-14.", aliases=("Pages",), required=False),
    ),
    example=("Exemple : effectif de l’équipe jour-N1", "Mémoire technique.pdf", "12"),
    may_be_missing=True,
)

PRICES: Final = SheetLayout(
    name="Prix",
    title="Prix : bordereau des prix unitaires et détail estimatif",
    intro="Remplissez les prix unitaires seulement : les quantités sont celles de l’acheteur.",
    columns=(
        Column("code", "Code", 14, "Fixé par l’acheteur.", kind="fixed", aliases=("Référence", "N°")),
        Column("label", "Désignation", 52, "Fixée par l’acheteur.", kind="fixed", required=False),
        Column("unit", "Unité", 16, "Fixée par l’acheteur.", kind="fixed", required=False),
        Column(
            "quantity", "Quantité", 16, "Fixée par l’acheteur.", kind="fixed", aliases=("Quantités", "Qté")
        ),
        Column(
            "unit_price_eur",
            "Prix unitaire HT (€)",
            18,
            "Hors taxes, quatre décimales au plus.",
            kind="money",
            aliases=("Prix unitaire", "Prix HT", "PU HT"),
        ),
        Column(
            "amount_eur",
            "Montant HT (€)",
            18,
            "Calculé : quantité × prix unitaire.",
            kind="fixed",
            aliases=("Montant",),
            required=False,
        ),
    ),
)

OFFER_TABLES: Final = (TEAMS, SHIFTS, ABSENCES, SUBCONTRACTORS, EVIDENCE, PRICES)
APPLICATION_TABLES: Final = (APPLICATION, MEMBERS)
TABLES: Final = (*OFFER_TABLES, *APPLICATION_TABLES)
SHEET_NAMES: Final = (README_NAME, *(layout.name for layout in TABLES))
