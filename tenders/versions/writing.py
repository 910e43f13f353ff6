"""Writing a version: the only place that does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.models import User

from ..enums import VersionKind
from ..fingerprint import fingerprint_of
from ..models import Tender, TenderVersion


@dataclass(frozen=True, slots=True)
class Limits:
    """Until when one deposits, and until when one asks (None: not known)."""

    deadline_at: datetime
    questions_close_at: datetime | None


def write_version(
    *,
    tender: Tender,
    kind: VersionKind,
    content: Any,
    limits: Limits,
    actor: User,
    now: datetime,
    reason: str = "",
    acknowledged: Sequence[str] = (),
) -> TenderVersion:
    """Append the next version; the caller holds the consultation and the transaction."""
    return TenderVersion.objects.create(
        tender=tender,
        number=last_number(tender) + 1,
        kind=kind,
        content=content,
        fingerprint=fingerprint_of(content),
        deadline_at=limits.deadline_at,
        questions_close_at=limits.questions_close_at,
        published_at=now,
        published_by=actor,
        reason=reason,
        acknowledged=list(acknowledged),
    )


def last_number(tender: Tender) -> int:
    """Return the number of the version in force, 0 for what was never published."""
    numbers = TenderVersion.objects.filter(tender=tender).values_list("number", flat=True)
    return max(numbers, default=0)
