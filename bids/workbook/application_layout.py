"""The two sheets that say who applies: one answer a line, then one line a member."""

from typing import Final

from bids.workbook.layout_types import Column, SheetLayout

#: Each line of « Candidature »: its key, what is asked, the help beside it.
ITEMS: Final = (
    ("form", "Forme de la candidature", "candidat seul, groupement conjoint ou groupement solidaire"),
    ("lead_is_liable", "Mandataire solidaire", "oui ou non ; pour un groupement conjoint (R. 2142-24)"),
    ("signatory", "Signataire", "prénom et nom"),
    ("signatory_capacity", "Qualité du signataire", "par exemple : présidente"),
    (
        "honour_declared",
        "Je déclare sur l’honneur qu’aucun cas d’exclusion ne s’applique",
        "oui ou non ; articles L. 2141-1 à L. 2141-5 et L. 2141-7 à L. 2141-11 (R. 2143-3)",
    ),
    (
        "oeth_declared",
        "Je déclare sur l’honneur être en règle sur l’emploi des travailleurs handicapés",
        "oui ou non ; articles L. 5212-1 à L. 5212-11 du code du travail (R. 2143-3)",
    ),
    ("lead_empowered", "Les membres habilitent le mandataire", "oui ou non ; pour un groupement"),
)

APPLICATION: Final = SheetLayout(
    name="Candidature",
    title="Candidature : qui se présente, et ce qui est déclaré sur l’honneur",
    intro="Une réponse par ligne. Un DUME joint au dépôt peut remplacer cette feuille et la suivante.",
    columns=(
        Column("item", "Renseignement", 62, "Fixé par l’acheteur.", kind="fixed", aliases=("Question",)),
        Column("answer", "Réponse", 36, "Votre réponse."),
        Column("note", "Précision", 62, "Ce qui est attendu.", kind="fixed", required=False),
    ),
    may_be_missing=True,
)

MEMBERS: Final = SheetLayout(
    name="Membres",
    title="Membres : le candidat seul, ou chaque membre du groupement, mandataire compris",
    intro="Une ligne par membre. Un candidat seul remplit une seule ligne.",
    columns=(
        Column("name", "Nom", 30, "Dénomination sociale.", aliases=("Membre", "Dénomination")),
        Column("siret", "SIRET", 20, "14 chiffres.", aliases=("Numéro SIRET", "N° SIRET")),
        Column(
            "legal_family",
            "Forme juridique",
            26,
            "association, coopérative, mutuelle, société d’assurance mutuelle, fondation, "
            "société commerciale de l’ESS, société commerciale, personne publique ou autre forme.",
            required=False,
        ),
        Column(
            "is_lead",
            "Mandataire (oui ou non)",
            14,
            "Un seul mandataire par groupement (R. 2142-23).",
            required=False,
        ),
        Column(
            "tasks",
            "Part des prestations",
            34,
            "Ce que ce membre exécute, en quelques mots.",
            aliases=("Prestations",),
            required=False,
        ),
        Column(
            "amount_eur",
            "Montant de sa part HT (€)",
            18,
            "Hors taxes. Nécessaire pour un groupement conjoint (R. 2142-20).",
            kind="money",
            aliases=("Montant HT", "Montant"),
            required=False,
        ),
        Column("last_year", "Dernier exercice clos (année)", 14, "Par exemple 2025.", required=False),
        Column(
            "turnover_1",
            "Chiffre d’affaires du dernier exercice HT (€)",
            20,
            "Chiffre d’affaires global, hors taxes.",
            kind="money",
            required=False,
        ),
        Column(
            "turnover_2",
            "Chiffre d’affaires de l’exercice précédent HT (€)",
            20,
            "L’année d’avant.",
            kind="money",
            required=False,
        ),
        Column(
            "turnover_3",
            "Chiffre d’affaires deux exercices avant HT (€)",
            20,
            "Deux ans avant le dernier exercice clos.",
            kind="money",
            required=False,
        ),
        Column(
            "ess_evidence",
            "Preuve de la qualité ESS",
            34,
            "Par exemple : RNA W751234567 ; statuts et extrait Kbis avec mention ESS. Vide si sans objet.",
            aliases=("Preuve ESS",),
            required=False,
        ),
        Column(
            "no_exclusion_declared",
            "Aucune exclusion, déclaré sur l’honneur (oui ou non)",
            22,
            "Ce membre déclare n’être dans aucun cas d’exclusion.",
            required=False,
        ),
        Column(
            "exclusions_declared",
            "Situation d’exclusion déclarée (articles)",
            24,
            "Vide s’il n’y en a pas ; sinon, par exemple : L. 2141-2.",
            required=False,
        ),
    ),
    example=(
        "Exemple : Association fictive", "123 456 789 01234", "association", "oui", "Écoute de niveau 2",
        "900 000", "2025", "1 200 000", "1 150 000", "1 100 000", "RNA W751234567", "oui", "",
    ),
    blank_rows=10,
    may_be_missing=True,
)  # fmt: skip
