from django.db.models import TextChoices


class RunState(TextChoices):
    QUEUED = "queued", "En attente"
    RUNNING = "running", "En cours"
    DONE = "done", "Terminé"
    FAILED = "failed", "En échec"
    CANCELLED = "cancelled", "Annulé"


class RunMethod(TextChoices):
    """What a run is for. Runs of an earlier kind (« quick ») stay readable and count for nothing."""

    VERDICT = "verdict", "Verdict"
    WHAT_IF = "what_if", "Et si"


#: States in which a worker may still have something to do.
ACTIVE = (RunState.QUEUED, RunState.RUNNING)
