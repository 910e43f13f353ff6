"""The 3919 consultation (December 2020 to January 2021).

Public: the volumes, the hours, two languages, the reservation and the essential task (en-contact.com,
11 January 2021). About 6 M€ over three years is reported without a published source. All else is supposed
and says so.
"""

from decimal import Decimal
from typing import Any

from ..enums import (
    BuyerKind,
    Channel,
    CriterionKind,
    DeafAccess,
    EssScope,
    Language,
    Level,
    Measure,
    Outlet,
    ProcedureKind,
    ScoringMethod,
)
from ..profiles import helpline_3919
from .case import ReferenceCase

SUPPOSED = "Hypothèse : la durée moyenne de traitement n’a jamais été publiée."
VOLUME = (
    "Volume annuel publié (120 000 appels, 12 000 tchats) ; 10 % en anglais, durées et patience : hypothèses."
)


def call(language: Language, level: Level, **fields: Any) -> dict[str, Any]:
    return {
        "channel": Channel.CALL,
        "language": language,
        "level": level,
        "handle_time_cv": Decimal("1"),
        "patience_minutes": Decimal("4"),
        "hang_up_at_once_share": Decimal("0.05"),
        "redial_share": Decimal("0.40"),
        "redial_delay_minutes": Decimal("20"),
        **fields,
    }


def first_level(code: str, label: str, language: Language, volume: int, escalates_to: str) -> dict[str, Any]:
    return call(
        language,
        Level.ONE,
        code=code,
        label=label,
        annual_volume=volume,
        handle_time_minutes=Decimal("5"),
        escalates_to=escalates_to,
        escalation_share=Decimal("0.60"),
        source_note=VOLUME,
    )


def second_level(code: str, label: str, language: Language) -> dict[str, Any]:
    return call(
        language,
        Level.TWO,
        code=code,
        label=label,
        annual_volume=0,
        handle_time_minutes=Decimal("25"),
        source_note=SUPPOSED,
    )


def chat(code: str, label: str, language: Language, volume: int) -> dict[str, Any]:
    return call(
        language,
        Level.ONE,
        code=code,
        label=label,
        channel=Channel.CHAT,
        annual_volume=volume,
        handle_time_minutes=Decimal("35"),
        chat_concurrency=2,
        source_note=VOLUME,
    )


def graded(name: str, weight: str, floor: str, target: str, **scope: Any) -> dict[str, Any]:
    return {
        "kind": CriterionKind.CAPACITY,
        "name": name,
        "weight": Decimal(weight),
        "method": ScoringMethod.LINEAR_MEASURE,
        "floor_share": Decimal(floor),
        "target_share": Decimal(target),
        "measure": Measure.ANSWERED_SHARE,
        **scope,
    }


def appraised(kind: CriterionKind, name: str, weight: str, *parts: tuple[str, str]) -> dict[str, Any]:
    return {
        "kind": kind,
        "name": name,
        "weight": Decimal(weight),
        "method": ScoringMethod.EVALUATORS,
        "sub_criteria": [{"name": part, "weight": Decimal(share)} for part, share in parts],
    }


def nobody_missing(label: str, language: Language) -> dict[str, Any]:
    return {
        "label": label,
        "measure": Measure.COVERAGE_HOLES,
        "channel": Channel.CALL,
        "language": language,
    }


PRICE = {
    "kind": CriterionKind.PRICE,
    "name": "Prix",
    "weight": Decimal("35"),
    "method": ScoringMethod.PRICE_RATIO,
}

ONE_LOT = (
    "Hypothèse : les appels et les tchats, aux deux niveaux, forment une seule réponse à la personne, de son "
    "premier contact à son orientation. Des prestations distinctes ne s’y identifient pas."
)
CLAUSES = {
    "environmental_clause": (
        "Hypothèse : matériel reconditionné ou à longue durée de vie, repris en fin d’usage ; électricité "
        "des locaux et déplacements comptés chaque année dans le compte rendu d’exécution."
    ),
    "social_clause": (
        "Hypothèse : supervision professionnelle des écoutantes, à raison d’une séance par mois au moins, et "
        "formation initiale avant toute prise d’appel."
    ),
    "deaf_access": DeafAccess.SAME_HOURS,
    "deaf_access_note": "Tchat et transcription, 24 heures sur 24 et 7 jours sur 7 (hypothèse).",
    "personal_data": (
        "Hypothèse : l’acheteur est responsable du traitement, le titulaire agit pour son compte (RGPD, "
        "art. 28). L’appel est anonyme ; ni nom ni numéro n’est conservé."
    ),
}

HELPLINE_3919 = ReferenceCase(
    title="3919 : écoute, information et orientation sur les violences sexistes et sexuelles",
    object_fields={
        "description": (
            "Gestion d’un service téléphonique d’écoute, d’information et d’orientation sur le champ des "
            "violences sexistes et sexuelles, 24 heures sur 24 et 7 jours sur 7, par téléphone et par tchat, "
            "en deux langues. Le premier niveau accueille, informe et trie ; le second écoute et accompagne."
        ),
        "procedure": ProcedureKind.ADAPTED,
        "buyer_kind": BuyerKind.STATE,
        "publicity": [Outlet.JOUE],
    },
    budget_fields={
        "duration_months": 36,
        "estimated_value_eur": Decimal("6000000"),
        "budget_eur": Decimal("6000000"),
    },
    clauses=CLAUSES,
    no_allotment_reason=ONE_LOT,
    cpv="85312310",
    lot_description=(
        "Réponse aux appels et aux tchats. Niveau 1 : premier accueil, information, orientation. Niveau 2 : "
        "écoute spécialisée. La définition des niveaux et la seconde langue (anglais) sont des hypothèses."
    ),
    calendar={
        # November, month of the campaigns, at 1.3 times the mean month.
        "month_weights": [*[Decimal("0.973")] * 10, Decimal("1.3"), Decimal("0.973")],
        "event_days": 3,
        "event_multiplier": Decimal("2"),
        "yearly_volume_cv": Decimal("0.1"),
        "weekly_volume_cv": Decimal("0.1"),
    },
    weights=helpline_3919(),
    contact_types=(
        first_level("appel-n1-fr", "Appels, français, niveau 1", Language.FR, 108_000, "appel-n2-fr"),
        second_level("appel-n2-fr", "Appels, français, niveau 2", Language.FR),
        first_level("appel-n1-en", "Appels, anglais, niveau 1", Language.EN, 12_000, "appel-n2-en"),
        second_level("appel-n2-en", "Appels, anglais, niveau 2", Language.EN),
        chat("tchat-fr", "Tchat, français", Language.FR, 10_800),
        chat("tchat-en", "Tchat, anglais", Language.EN, 1_200),
    ),
    requirements=(
        nobody_missing("Jamais une heure sans personne pour répondre en français", Language.FR),
        nobody_missing("Jamais une heure sans personne pour répondre en anglais", Language.EN),
    ),
    criteria=(
        PRICE,
        graded("Capacité : appels auxquels il est répondu", "20", "0.60", "0.90", channel=Channel.CALL),
        graded(
            "Capacité : appels auxquels il est répondu en 60 secondes",
            "10",
            "0.50",
            "0.80",
            channel=Channel.CALL,
            measure=Measure.ANSWERED_WITHIN,
            within_seconds=60,
        ),
        graded("Capacité : tchats pris", "10", "0.50", "0.85", channel=Channel.CHAT),
        appraised(
            CriterionKind.QUALITY,
            "Qualité de l’écoute",
            "15",
            ("Formation et supervision des écoutantes", "60"),
            ("Suivi de la qualité et traitement des réclamations", "40"),
        ),
        appraised(
            CriterionKind.ENVIRONMENT, "Performance environnementale de l’organisation du service", "10"
        ),
    ),
    ess={"reserved": True, "scope": EssScope.ALL_MEMBERS},
    subcontracting={"allowed": True, "maximum_share": None},
    essential_tasks=(
        {
            "label": "Réponse aux appels de niveau 2",
            "channel": Channel.CALL,
            "language": "",
            "level": Level.TWO,
        },
    ),
    price_lines=(
        {
            "code": "mise-en-service",
            "label": "Mise en service de la plateforme et formation initiale",
            "unit": "forfait",
            "quantity": Decimal("1"),
        },
        {
            "code": "pilotage",
            "label": "Pilotage, encadrement et compte rendu",
            "unit": "mois",
            "quantity": Decimal("36"),
        },
        {"code": "appel", "label": "Appel traité", "unit": "appel", "quantity": Decimal("360000")},
        {
            "code": "tchat",
            "label": "Session de tchat traitée",
            "unit": "session",
            "quantity": Decimal("36000"),
        },
    ),
)
