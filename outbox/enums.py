from django.db.models import TextChoices


class JobState(TextChoices):
    DUE = "due", "À faire"
    LEASED = "leased", "En cours"
    DONE = "done", "Fait"
    FAILED = "failed", "En échec"
    CANCELLED = "cancelled", "Annulé"
