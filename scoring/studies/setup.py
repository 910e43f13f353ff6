"""What studies add at start-up: the job's handler, and a section of the consultation's file."""

from typing import Any

from accounts.permissions import Person
from outbox.enums import Priority
from outbox.registry import Lease, register
from tenders import hub
from tenders.models import Tender

from .pages import lot_pages
from .permissions import can_read_studies
from .services import KIND, LEASE_SECONDS, MAX_ATTEMPTS, give_up_study


def install() -> None:
    """Called once."""
    register(
        KIND,
        compute_study,
        lease_seconds=LEASE_SECONDS,
        max_attempts=MAX_ATTEMPTS,
        on_failed=study_given_up,
        priority=Priority.COMPUTATION,
    )
    hub.register("Que faudrait-il ?", order=15, build=of_tender)


def compute_study(lease: Lease) -> None:
    """The engine is loaded here, so that web processes start without it."""
    from .computing import compute

    compute(lease)


def study_given_up(arguments: dict[str, Any]) -> None:
    give_up_study(study_id=arguments["study"])


def of_tender(tender: Tender, user: Person) -> hub.Drawn | None:
    """The staff found for each lot, and the way to the whole."""
    if not can_read_studies(user, tender):
        return None
    return ("scoring/studies/hub_panel.html", {"tender": tender, "pages": lot_pages(tender)})
