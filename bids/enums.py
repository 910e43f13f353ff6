"""Closed lists of what bidders send."""

from django.db.models import TextChoices


class SubmissionState(TextChoices):
    RECEIVED = "received", "Reçu"
    REPLACED = "replaced", "Remplacé par un pli plus récent"
    LATE = "late", "Hors délai, conservé fermé"
    OPENED = "opened", "Ouvert"


class FileRole(TextChoices):
    WORKBOOK = "workbook", "Classeur de réponse"
    DOCUMENT = "document", "Document joint"


class AttemptOutcome(TextChoices):
    STARTED = "started", "Commencée"
    ACCEPTED = "accepted", "Acceptée"
    LATE = "late", "Hors délai"
    REFUSED = "refused", "Refusée"
    FAILED = "failed", "Interrompue"


class BidState(TextChoices):
    OPENED = "opened", "À lire"
    READ = "read", "Lue"
    UNREADABLE = "unreadable", "Classeur illisible"
