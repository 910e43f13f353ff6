from django.db.models import TextChoices


class RunState(TextChoices):
    QUEUED = "queued", "En attente"
    RUNNING = "running", "En cours"
    DONE = "done", "Terminé"
    FAILED = "failed", "En échec"
    CANCELLED = "cancelled", "Annulé"


#: States in which a worker may still have something to do.
ACTIVE = (RunState.QUEUED, RunState.RUNNING)
