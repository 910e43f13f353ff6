"""What this stage tells the later ones, inside its own transaction."""

from django.dispatch import Signal

#: Sent with ``run`` and ``now`` once a run is done.
run_completed = Signal()
