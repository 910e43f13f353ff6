"""The law's tables for the page of rules: thresholds, minimal delays, what a proposal rests on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from tenders.enums import BuyerKind, ProcedureKind
from tenders.law.amendments import RULES as CHANGES
from tenders.law.amendments import Rule as ChangeRule
from tenders.law.delays import DELAYS
from tenders.law.grounds import CHOICE, NATURE, PUBLICITY, VALUE
from tenders.law.minimal_delays import (
    ADAPTED_ARTICLE,
    CANDIDATES_ARTICLE,
    LEAST_CANDIDATES,
    MINIMAL_DELAYS,
    OFF_PROFILE_ARTICLE,
    OFF_PROFILE_DAYS,
    Case,
    Stage,
)
from tenders.law.thresholds import ALL, READ_FROM, THRESHOLDS, Threshold
from ui.formatting import euros

CASES = {
    Case.USUAL: "ordinaire",
    Case.ELECTRONIC: "dépôt électronique (le seul de ce site)",
    Case.PREINFORMATION: "après un avis de préinformation",
    Case.URGENCY: "urgence",
}
STAGES = {Stage.APPLICATIONS: "candidatures", Stage.BIDS: "offres"}
GROUNDS = {
    "Nature des services": NATURE,
    "Valeur du besoin": VALUE,
    "Publicité": PUBLICITY,
    "Autre choix": CHOICE,
}


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    note: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


def tables(sentence: Callable[[str], str]) -> list[Table]:
    """Return the tables; ``sentence`` gives the text of a template with its facts named."""
    return [
        Table(
            "Seuils",
            "Un seuil est atteint par une valeur égale. Hors de ces jours, la réponse est « inconnu ». "
            "« Lu » dit depuis quand l’article est connu dans cette rédaction.",
            ("Seuil", "Montant HT", "Acheteur", "Jours", "Article", "Source", "Appui"),
            [threshold_row(row) for row in THRESHOLDS],
        ),
        Table(
            "Délais minimaux",
            "Comptés de l’envoi de l’avis ou, pour les offres d’une procédure en deux temps, de "
            "l’invitation ; ce jour ne compte pas.",
            ("Procédure", "Phase", "Cas", "Jours", "Article", "Appui"),
            delay_rows(),
        ),
        Table(
            "Proposition de la procédure",
            "Ce qui est proposé, et pourquoi ; l’agent choisit autrement en disant son motif.",
            ("Code", "Porte sur", "Explication affichée", "Article", "Appui"),
            ground_rows(sentence),
        ),
        *after_publication(),
    ]


def after_publication() -> list[Table]:
    return [
        Table(
            "Modifications après la publication",
            "Ce que vaut chaque changement d’une consultation publiée. Important : la date limite recule ; "
            "substantiel : une nouvelle procédure est en principe nécessaire.",
            ("Code", "Niveau", "Effet", "Explication", "Article ou décision", "Appui"),
            change_rows(),
        ),
        Table(
            "Délais après la publication",
            "Comptés en jours de Paris ; le jour de l’acte ne compte pas.",
            ("Délai", "Longueur", "Article", "Appui"),
            [
                (one.label, f"{one.length} {one.unit}", one.article, one.mark.wording)
                for one in DELAYS
                if one.until is None
            ],
        ),
    ]


def change_rows() -> list[tuple[str, ...]]:
    return [
        (f"`{one.code}`", one.level.label, effect(one), one.meaning, one.article, one.mark.wording)
        for one in CHANGES
    ]


def effect(rule: ChangeRule) -> str:
    if rule.refused:
        return "refusée"
    return "avertit, à reconnaître" if rule.asks else "—"


def threshold_row(row: Threshold) -> tuple[str, ...]:
    buyers = "tous" if row.buyers == ALL else ", ".join(str(BuyerKind(kind).label) for kind in row.buyers)
    amount = euros(row.value_eur, 0)
    return row.label, amount, buyers, days(row), row.article, row.source, row.mark.wording


def days(row: Threshold) -> str:
    read = " (lu)" if row.since == READ_FROM and row.source == "code" else ""
    return (
        f"depuis le {day(row.since)}{read}" if row.until is None else f"{day(row.since)} – {day(row.until)}"
    )


def day(on: date) -> str:
    return on.strftime("%d/%m/%Y")


def delay_rows() -> list[tuple[str, ...]]:
    adapted, formal = ProcedureKind.ADAPTED.label, "Toute procédure formalisée"
    read = MINIMAL_DELAYS[0].mark.wording
    rows = [
        (
            str(ProcedureKind(row.procedure).label),
            STAGES[row.stage],
            CASES[row.case],
            str(row.days),
            row.article,
            row.mark.wording,
        )
        for row in MINIMAL_DELAYS
    ]
    off_profile = f"+ {OFF_PROFILE_DAYS}"
    return [
        (str(adapted), "offres", "selon la complexité", "—", ADAPTED_ARTICLE, read),
        *rows,
        (formal, "offres", "documents hors du profil d’acheteur", off_profile, OFF_PROFILE_ARTICLE, read),
        *(
            (str(ProcedureKind(one).label), "invitation", f"{least} candidats au moins", "—", article, read)
            for one, least in LEAST_CANDIDATES.items()
            for article in (CANDIDATES_ARTICLE,)
        ),
    ]


def ground_rows(sentence: Callable[[str], str]) -> list[tuple[str, ...]]:
    return [
        (
            f"`{code}`",
            subject,
            sentence(f"tenders/proposal/{code}.html"),
            ground.article,
            ground.mark.wording,
        )
        for subject, grounds in GROUNDS.items()
        for code, ground in grounds.items()
    ]
