"""Who may read which events of the journal."""

from django.db.models import Q

from accounts.enums import Role
from accounts.permissions import Person, has_role, is_auditor, organisations_with_role

from .enums import EventKind
from .models import Event, EventQuerySet

#: Before the opening these would tell the buyer who bids (L. 2132-1, R. 2132-9).
SEALED_KINDS = (
    EventKind.DEPOSIT_STARTED,
    EventKind.DEPOSIT_REFUSED,
    EventKind.DEPOSIT_INTERRUPTED,
    EventKind.SUBMISSION_RECEIVED,
    EventKind.SUBMISSION_REPLACED,
    EventKind.SUBMISSION_LATE,
)


def can_read_journal(user: Person) -> bool:
    return is_auditor(user) or has_role(user, Role.OFFICER)


def readable_events(user: Person) -> EventQuerySet:
    """Auditors read all; officers what concerns their buyer's consultations, sealed kinds once opened."""
    if is_auditor(user):
        return Event.objects.all()
    buyers = [organisation.siret for organisation in organisations_with_role(user, Role.OFFICER)]
    if not buyers:
        return Event.objects.none()
    mine = Event.objects.filter(kind=EventKind.TENDER_CREATED, payload__buyer_siret__in=buyers).values(
        "tender_reference"
    )
    opened = Event.objects.filter(kind=EventKind.BIDS_OPENED).values("tender_reference")
    visible = ~Q(kind__in=SEALED_KINDS) | Q(tender_reference__in=opened)
    return Event.objects.filter(visible, tender_reference__in=mine).exclude(tender_reference="")
