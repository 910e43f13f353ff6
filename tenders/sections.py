"""The sections of a draft: one page each, saved and checked one by one."""

from django.db.models import TextChoices


class Section(TextChoices):
    """Values are what the addresses show."""

    OBJECT = "objet", "Objet et procédure"
    DATES = "dates-et-budget", "Dates et budget"
    LOTS = "lots", "Lots"
    CLAUSES = "clauses", "Environnement, social, accessibilité et données"
    SELECTION = "participation", "Conditions de participation"
    VOLUMES = "volumes", "Volumes"
    PROFILE = "profil", "Profil hebdomadaire et calendrier"
    REQUIREMENTS = "exigences", "Exigences minimales"
    CRITERIA = "criteres", "Critères et pondération"
    ESS = "reservation-ess", "Réservation ESS"
    SUBCONTRACTING = "sous-traitance", "Sous-traitance et tâches essentielles"
    PRICES = "prix", "Lignes de prix"


OF_TENDER = (Section.OBJECT, Section.DATES, Section.LOTS, Section.CLAUSES)
OF_LOT = tuple(section for section in Section if section not in OF_TENDER)
