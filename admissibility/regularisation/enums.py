"""Closed lists of a regularisation."""

from django.db.models import TextChoices


class RoundState(TextChoices):
    REQUESTED = "requested", "Demandée"
    OPENED = "opened", "Réponses ouvertes"


class AnswerState(TextChoices):
    RECEIVED = "received", "Reçue, fermée"
    REPLACED = "replaced", "Remplacée par une réponse plus récente"
    LATE = "late", "Hors délai, conservée fermée"
    OPENED = "opened", "Ouverte"
