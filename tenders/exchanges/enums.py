"""Closed lists of the exchanges."""

from django.db.models import TextChoices


class QuestionState(TextChoices):
    RECEIVED = "received", "Reçue, sans réponse"
    ANSWERED = "answered", "Réponse publiée"
    DISMISSED = "dismissed", "Écartée avec motif"


class DismissalReason(TextChoices):
    """Why a question gets no published answer; its author alone reads it."""

    DUPLICATE = "duplicate", "La réponse est déjà publiée"
    OUTSIDE_OBJECT = "outside_object", "La question ne porte pas sur cette consultation"
    ALREADY_SAID = "already_said", "La réponse figure dans les documents de la consultation"
    CONFIDENTIAL = "confidential", "Répondre révélerait une information protégée (L. 2132-1)"
    TOO_LATE = "too_late", "La date limite de remise des offres est passée"
