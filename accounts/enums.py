"""Closed lists of the people and organisations."""

from django.db.models import TextChoices


class Role(TextChoices):
    """What a person may be inside an organisation."""

    OFFICER = "officer", "Agent acheteur"
    COMMISSION_MEMBER = "commission_member", "Membre de la commission"
    EVALUATOR = "evaluator", "Évaluateur"
    BIDDER = "bidder", "Soumissionnaire"
    AUDITOR = "auditor", "Auditeur"
    ADMINISTRATOR = "administrator", "Administrateur"


class OrganisationKind(TextChoices):
    BUYER = "buyer", "Acheteur public"
    OPERATOR = "operator", "Opérateur économique"
    OVERSIGHT = "oversight", "Corps de contrôle"


class LegalFamily(TextChoices):
    """Legal families that matter to the ESS reservation (loi n° 2014-856, art. 1, II)."""

    ASSOCIATION = "association", "Association (loi de 1901 ou droit local)"
    COOPERATIVE = "cooperative", "Coopérative"
    MUTUAL = "mutual", "Mutuelle ou union de mutuelles"
    MUTUAL_INSURER = "mutual_insurer", "Société d’assurance mutuelle"
    FOUNDATION = "foundation", "Fondation"
    COMMERCIAL_ESS = "commercial_ess", "Société commerciale de l’ESS (mention au registre)"
    COMMERCIAL = "commercial", "Société commerciale"
    PUBLIC_BODY = "public_body", "Personne publique"
    OTHER = "other", "Autre forme"


#: Which roles exist inside which kind of organisation; an administrator exists in every kind.
ROLES_OF_KIND: dict[str, frozenset[str]] = {
    OrganisationKind.BUYER: frozenset(
        {Role.OFFICER, Role.COMMISSION_MEMBER, Role.EVALUATOR, Role.ADMINISTRATOR},
    ),
    OrganisationKind.OPERATOR: frozenset({Role.BIDDER, Role.ADMINISTRATOR}),
    OrganisationKind.OVERSIGHT: frozenset({Role.AUDITOR, Role.ADMINISTRATOR}),
}
