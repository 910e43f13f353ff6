"""A draft to read again before publishing, each line with the page where it was typed."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ui.components import Row
from ui.formatting import date_paris, euros, jour, nombre

from .enums import Outlet
from .models import Tender
from .presentation import section_url
from .sections import Section

NOT_SAID = "Non renseigné"


def tender_rows(tender: Tender) -> list[Row]:
    """Return the consultation's own lines; its lots are drawn as on the public page."""
    shown = (
        ("Intitulé", tender.title, Section.OBJECT, "title"),
        ("Objet", tender.description, Section.OBJECT, "description"),
        ("Procédure", tender.get_procedure_display(), Section.OBJECT, "procedure_0"),
        *((label, value, Section.OBJECT, field) for label, value, field in procedure(tender)),
        ("Date limite de remise des offres", tender.deadline_at, Section.DATES, "deadline_at"),
        ("Questions jusqu’au", questions_close(tender), Section.DATES, "questions_due_at"),
        ("Préinformation envoyée le", tender.preinformation_sent_on, Section.DATES, "preinformation_sent_on"),
        ("Motif d’urgence", tender.urgency_reason, Section.DATES, "urgency_reason"),
        ("Début du service", tender.starts_on, Section.DATES, "starts_on"),
        ("Durée", months(tender.duration_months), Section.DATES, "duration_months"),
        ("Valeur estimée (non publiée)", tender.estimated_value_eur, Section.DATES, "estimated_value_eur"),
        ("Crédits budgétaires (non publiés)", tender.budget_eur, Section.DATES, "budget_eur"),
        ("Crédits fixés le", tender.budget_fixed_on, Section.DATES, "budget_fixed_on"),
        ("Pourquoi un seul lot", tender.no_allotment_reason, Section.LOTS, "no_allotment_reason"),
        *((label, value, Section.CLAUSES, field) for label, value, field in clauses(tender)),
    )
    buyer = Row("Acheteur", tender.buyer)
    return [
        buyer,
        *(
            Row(label, written(value), section_url(tender, section, field=field))
            for label, value, section, field in shown
        ),
    ]


def questions_close(tender: Tender) -> datetime | str:
    return tender.questions_due_at or "Moment d’usage : dix jours avant la date limite, ou à mi-délai"


def procedure(tender: Tender) -> list[tuple[str, str, str]]:
    followed = tender.get_followed_procedure_display() or "Aucune"
    return [
        ("Nature de l’acheteur", tender.get_buyer_kind_display(), "buyer_kind_0"),
        ("Motif d’une autre procédure (non publié)", tender.procedure_reason, "procedure_reason"),
        ("Procédure formalisée suivie", followed, "followed_procedure_0"),
        ("Publicité prévue, outre ce site", outlets(tender), "publicity_0"),
    ]


def outlets(tender: Tender) -> str:
    """Return where the notice appears besides this site, in words."""
    return ", ".join(str(Outlet(one).label) for one in tender.publicity) or "Aucune"


def clauses(tender: Tender) -> list[tuple[str, str, str]]:
    return [
        ("Clause environnementale", tender.environmental_clause, "environmental_clause"),
        ("Clause sociale", tender.social_clause, "social_clause"),
        ("Motif d’absence de clause sociale", tender.no_social_clause_reason, "no_social_clause_reason"),
        ("Accès des personnes sourdes", tender.get_deaf_access_display(), "deaf_access_0"),
        ("Précisions sur cet accès", tender.deaf_access_note, "deaf_access_note"),
        ("Données personnelles", tender.personal_data, "personal_data"),
    ]


def months(number: int | None) -> str:
    return f"{nombre(number)} mois" if number else ""


def written(value: Any) -> str:
    match value:
        case None | "":
            return NOT_SAID
        case datetime():
            return date_paris(value)
        case date():
            return jour(value)
        case Decimal():
            return f"{euros(value)} HT"
    return str(value)
