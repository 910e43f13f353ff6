"""Consultations of the tests, made by the services that officers use."""

from datetime import datetime, timedelta

from accounts.enums import Role
from accounts.models import Membership, Organisation, User
from audit.clock import database_now
from tenders.models import Tender
from tenders.reference_cases import HELPLINE_3919
from tenders.services import create_tender, draft_reference_case, publish_tender, save_tender_fields

from .kept_draft import Kept, keep, write_again
from .people import make_officer

#: The 3919 draft of this process, once a test has needed it.
_kept: list[Kept] = []


def buyer_of(officer: User) -> Organisation:
    return Membership.objects.get(user=officer, role=Role.OFFICER).organisation


def draft_tender(officer: User | None = None, title: str = "Ligne d’écoute (essai)") -> Tender:
    """Return an empty draft: one lot, nothing asked yet."""
    actor = officer or make_officer()
    return create_tender(actor=actor, buyer=buyer_of(actor), title=title, now=database_now())


def lead_case_draft(officer: User | None = None, deadline_in_seconds: float = 30 * 86_400) -> Tender:
    """Return a draft of the 3919 consultation, complete and ready to publish."""
    actor, now = officer or make_officer(), database_now()
    if not _kept:
        made = draft_reference_case(actor=actor, buyer=buyer_of(actor), case=HELPLINE_3919, now=now)
        _kept.append(keep(made))
    else:
        made = write_again(_kept[0], actor=actor, buyer=buyer_of(actor), now=now)
    return save_tender_fields(actor=actor, tender=made, fields=dates_from(now, deadline_in_seconds), now=now)


def dates_from(now: datetime, deadline_in_seconds: float) -> dict[str, object]:
    deadline_at = now + timedelta(seconds=deadline_in_seconds)
    return {
        "deadline_at": deadline_at,
        "starts_on": (deadline_at + timedelta(days=90)).date(),
        "budget_fixed_on": (now - timedelta(days=10)).date(),
    }


def published_tender(officer: User | None = None, deadline_in_seconds: float = 30 * 86_400) -> Tender:
    """Return the 3919 consultation, published, its deadline a number of seconds ahead."""
    actor = officer or make_officer()
    draft = lead_case_draft(actor, deadline_in_seconds)
    return publish_tender(actor=actor, tender=draft, now=database_now())
