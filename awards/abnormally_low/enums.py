"""Closed lists of an enquiry about a price."""

from django.db.models import TextChoices


class EnquiryState(TextChoices):
    DETECTED = "detected", "Alertes versées au dossier"
    ASKED = "asked", "Justification demandée"
    ANSWERED = "answered", "Réponse reçue"
    ASSESSED = "assessed", "Justification appréciée"
    JUSTIFIED = "justified", "Prix justifié"
    ABNORMALLY_LOW = "abnormally_low", "Rejetée, anormalement basse"


DECIDED = (EnquiryState.JUSTIFIED, EnquiryState.ABNORMALLY_LOW)


class RejectionGround(TextChoices):
    """Why the law has the buyer reject; the label carries the article."""

    NOT_JUSTIFIED = (
        "not_justified",
        (
            "Les éléments fournis ne justifient pas le bas niveau du prix de manière satisfaisante "
            "(R. 2152-4, 1°)"
        ),
    )
    OBLIGATIONS = (
        "obligations",
        (
            "Le prix contrevient au droit de l’environnement, au droit social ou au droit du travail, "
            "conventions collectives comprises (R. 2152-4, 2°)"
        ),
    )
    SUBCONTRACT = (
        "subcontract",
        "Le montant d’un sous-traité est anormalement bas (L. 2193-9, R. 2193-9)",
    )
    STATE_AID = (
        "state_aid",
        (
            "Une aide d’État dont le soumissionnaire n’établit pas la régularité (R. 2152-5) ; "
            "la Commission européenne en est informée"
        ),
    )
