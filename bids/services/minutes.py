"""The minutes of an opening (procès-verbal d'ouverture): what was opened, and what stays closed and why."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from accounts.models import User
from audit.journal.canonical import plain as plain_json
from tenders.models import Tender

from ..enums import SubmissionState
from ..models import Submission
from .receipts import document, exact_paris, identity, tender_identity

SCHEMA = "opening/1"
Content = dict[str, Any]


def minutes(*, tender: Tender, actor: User, now: datetime) -> Content:
    """Return the minutes (schema ``opening/1``) of the opening of ``tender`` at ``now``."""
    by_state: dict[str, list[Content]] = {state: [] for state in SubmissionState.values}
    for submission in submissions_of(tender):
        by_state[submission.state].append(entry(submission))
    content = {
        "schema": SCHEMA,
        "tender": tender_identity(tender),
        "opened_at": now,
        "opened_at_paris": exact_paris(now),
        "opened_by": str(actor),
        "opened": by_state[SubmissionState.OPENED],
        "late": by_state[SubmissionState.LATE],
        "replaced": by_state[SubmissionState.REPLACED],
        "fictitious": tender.is_fictitious,
    }
    return dict(plain_json(content))


def submissions_of(tender: Tender) -> Iterable[Submission]:
    return (
        Submission.objects.filter(tender=tender)
        .select_related("organisation", "receipt")
        .prefetch_related("files__lot")
        .order_by("received_at")
    )


def entry(submission: Submission) -> Content:
    """Return who, when and what; the names of a closed submission's documents are on its receipt alone."""
    opened = submission.state == SubmissionState.OPENED
    files = list(submission.files.all())
    return {
        "submission": str(submission.pk),
        "receipt": submission.receipt.number,
        "bidder": identity(submission.organisation.legal_name, submission.organisation.siret),
        "received_at": submission.received_at,
        "received_at_paris": exact_paris(submission.received_at),
        "documents": [document(file) for file in files] if opened else [],
        "documents_count": len(files),
        "total_bytes": sum(file.size_bytes for file in files),
    }
