"""Who may read which events of the journal."""

from collections.abc import Callable, Collection

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
    EventKind.DOCUMENTS_WITHDRAWN,
)
#: What these tell of the bids is for those who may read the bids.
EVALUATION_KINDS = (
    EventKind.BID_READ,
    EventKind.BID_UNREADABLE,
    EventKind.FINDINGS_ESTABLISHED,
    EventKind.REGULARISATION_REQUESTED,
    EventKind.REGULARISATION_RECEIVED,
    EventKind.REGULARISATION_LATE,
    EventKind.REGULARISATION_OPENED,
    EventKind.ADMISSIBILITY_DECIDED,
    EventKind.CAPACITY_RUN_REQUESTED,
    EventKind.CAPACITY_RUN_COMPLETED,
    EventKind.PRICE_ALERTS_KEPT,
    EventKind.JUSTIFICATION_REQUESTED,
    EventKind.JUSTIFICATION_RECEIVED,
    EventKind.JUSTIFICATION_ASSESSED,
    EventKind.PRICE_ENQUIRY_DECIDED,
    EventKind.RANKING_ESTABLISHED,
)
#: The buyer never learns who asked a question: it answers all alike.
AUDITORS_KINDS = (EventKind.QUESTION_ASKED,)
#: References of the consultations whose bids are closed to a person.
Closed = Callable[[Person], Collection[str]]
_closed: list[Closed] = []


def register_closed(closed: Closed) -> None:
    """At start-up, the stage that holds the bids says to whom they are closed."""
    if closed not in _closed:
        _closed.append(closed)


def can_read_journal(user: Person) -> bool:
    return is_auditor(user) or has_role(user, Role.OFFICER)


def readable_events(user: Person) -> EventQuerySet:
    """Auditors read all; officers what concerns their buyer's consultations, sealed kinds once opened.

    The evaluation is left out of the consultations whose bids are closed to the person.
    """
    closed = [reference for ask in _closed for reference in ask(user)]
    return _reach(user).exclude(kind__in=EVALUATION_KINDS, tender_reference__in=closed)


def _reach(user: Person) -> EventQuerySet:
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
    theirs = Event.objects.filter(visible, tender_reference__in=mine).exclude(tender_reference="")
    return theirs.exclude(kind__in=AUDITORS_KINDS)
