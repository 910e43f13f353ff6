from django.db.models import IntegerChoices, TextChoices


class JobState(TextChoices):
    DUE = "due", "À faire"
    LEASED = "leased", "En cours"
    DONE = "done", "Fait"
    FAILED = "failed", "En échec"
    CANCELLED = "cancelled", "Annulé"


class Priority(IntegerChoices):
    """Which due job a free worker takes first. The numbers are those of the broker: 0 before 9."""

    PROMPT = 0, "Dès que possible"
    COMPUTATION = 3, "Après ce que quelqu’un attend"
    BACKGROUND = 9, "Quand rien d’autre n’attend"
