"""Closed lists of what a buyer can ask."""

from django.db.models import IntegerChoices, TextChoices


class TenderState(TextChoices):
    DRAFT = "draft", "Brouillon"
    DISCARDED = "discarded", "Brouillon abandonné"
    PUBLISHED = "published", "Publiée"
    OPENED = "opened", "Plis ouverts"
    RANKED = "ranked", "Classement établi"
    ABANDONED = "abandoned", "Sans suite"
    UNSUCCESSFUL = "unsuccessful", "Infructueuse"
    AWARDED = "awarded", "Attribuée"


class VersionKind(TextChoices):
    """Why a consultation was published, the first time or again."""

    INITIAL = "initial", "Publication"
    POSTPONED = "postponed", "Date limite repoussée"
    AMENDED = "amended", "Modification"


class ProcedureKind(TextChoices):
    ADAPTED = "adapted", "Procédure adaptée (MAPA)"
    OPEN = "open", "Appel d’offres ouvert"
    RESTRICTED = "restricted", "Appel d’offres restreint"
    NEGOTIATED = "negotiated", "Procédure avec négociation"


class FollowedProcedure(TextChoices):
    """The formal procedure that an adapted one says it follows, and then applies entirely (R. 2123-6)."""

    OPEN = "open", "Appel d’offres ouvert"
    RESTRICTED = "restricted", "Appel d’offres restreint"
    NEGOTIATED = "negotiated", "Procédure avec négociation"


class BuyerKind(TextChoices):
    """What the buyer is for this contract: the thresholds of formal procedures depend on it."""

    STATE = "state", "État ou autre autorité publique centrale"
    OTHER = "other", "Autre pouvoir adjudicateur (collectivité, établissement local, hôpital…)"
    ENTITY = "entity", "Entité adjudicatrice (opérateur de réseaux)"


class Outlet(TextChoices):
    """Where a notice appears besides this site, which is the buyer profile."""

    JOUE = "joue", "Journal officiel de l’Union européenne (JOUE)"
    BOAMP = "boamp", "Bulletin officiel des annonces des marchés publics (BOAMP)"
    JAL = "jal", "Journal d’annonces légales"
    OTHER = "other", "Presse spécialisée ou autre support"


class DeafAccess(TextChoices):
    """When people who cannot hear or speak reach the service (loi n° 2016-1321, art. 105)."""

    SAME_HOURS = "same_hours", "Aux mêmes heures que le service téléphonique"
    OTHER_HOURS = "other_hours", "À d’autres heures, précisées ci-dessous"
    BY_BUYER = "by_buyer", "Assuré par l’acheteur, hors de ce marché"


class Channel(TextChoices):
    CALL = "call", "Appels"
    CHAT = "chat", "Tchat"
    CALLBACK = "callback", "Rappels"
    EMAIL = "email", "Courriels"
    OUTBOUND = "outbound", "Appels sortants"


class Level(IntegerChoices):
    ONE = 1, "Niveau 1"
    TWO = 2, "Niveau 2"


class Language(TextChoices):
    """Languages by their ISO 639-1 code."""

    FR = "fr", "Français"
    EN = "en", "Anglais"
    AR = "ar", "Arabe"
    DE = "de", "Allemand"
    ES = "es", "Espagnol"
    IT = "it", "Italien"
    PT = "pt", "Portugais"
    UK = "uk", "Ukrainien"


class Distribution(TextChoices):
    LOGNORMAL = "lognormal", "Log-normale"
    EXPONENTIAL = "exponential", "Exponentielle"
    GAMMA = "gamma", "Gamma"
    DETERMINISTIC = "deterministic", "Constante"


class Measure(TextChoices):
    """What can be required of a capacity, or graded; each is a share between 0 and 1 but the last."""

    ANSWERED_SHARE = "answered_share", "Part des contacts auxquels il est répondu"
    ANSWERED_WITHIN = "answered_within", "Part des contacts auxquels il est répondu dans le délai"
    COVERAGE_HOLES = "coverage_holes", "Heures de la semaine sans personne en poste"


class CriterionKind(TextChoices):
    PRICE = "price", "Prix"
    CAPACITY = "capacity", "Capacité"
    QUALITY = "quality", "Qualité"
    ENVIRONMENT = "environment", "Environnement"
    SOCIAL = "social", "Social"


class ScoringMethod(TextChoices):
    PRICE_RATIO = "price_ratio", "Note maximale × prix le plus bas ÷ prix de l’offre"
    LINEAR_MEASURE = "linear_measure", "Linéaire entre le seuil (0) et l’objectif (note maximale)"
    EVALUATORS = "evaluators", "Notes motivées des évaluateurs"


def method_of(kind: str) -> ScoringMethod:
    """Return the method that a criterion of this kind is marked with."""
    known = {
        CriterionKind.PRICE.value: ScoringMethod.PRICE_RATIO,
        CriterionKind.CAPACITY.value: ScoringMethod.LINEAR_MEASURE,
    }
    return known.get(kind, ScoringMethod.EVALUATORS)


class EssScope(TextChoices):
    """Who in a grouping must be of the social economy: the code is silent, so the buyer says."""

    ALL_MEMBERS = "all_members", "Tous les membres du groupement"
    LEAD_ONLY = "lead_only", "Le mandataire seulement"


def scope_words(channel: str, language: str, level: int | None) -> str:
    """Return a scope in words: « Appels, Anglais », or « tous les contacts » when nothing narrows it."""
    parts = (
        Channel(channel).label if channel else "",
        Language(language).label if language else "",
        Level(level).label if level else "",
    )
    return ", ".join(str(part) for part in parts if part) or "tous les contacts"
