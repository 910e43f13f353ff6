"""The receipt of an answer: number, exact time, list and fingerprints of what was received."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from audit.journal.canonical import canonical_bytes
from audit.journal.canonical import plain as plain_json
from bids.services.receipts import exact_paris, identity, tender_identity

from ..enums import AnswerState
from ..models import RegularisationAnswer, RegularisationFile

SCHEMA = "regularisation-receipt/1"


def answer_number(kept: RegularisationAnswer) -> str:
    """Drawn with the answer: a running number would tell how many were asked."""
    digits = kept.pk.hex[:12].upper()
    return f"RG-{digits[:4]}-{digits[4:8]}-{digits[8:]}"


def receipt_content(
    kept: RegularisationAnswer, files: Sequence[RegularisationFile], former: RegularisationAnswer | None
) -> dict[str, Any]:
    """Return all that the receipt says; moments in UTC to the microsecond."""
    late = kept.state == AnswerState.LATE
    content = {
        "schema": SCHEMA,
        "number": kept.number,
        "tender": tender_identity(kept.round.tender),
        "bidder": identity(kept.organisation.legal_name, kept.organisation.siret),
        "deposited_by": str(kept.submitted_by),
        "due_at": kept.round.due_at,
        "started_at": kept.started_at,
        "started_at_paris": exact_paris(kept.started_at),
        "received_at": kept.received_at,
        "received_at_paris": exact_paris(kept.received_at),
        "status": "late" if late else "in_time",
        "documents": [document(file) for file in files],
        "replaces": former.number if former else None,
        "fictitious": kept.round.tender.is_fictitious,
    }
    return dict(plain_json(content))


def receipt_digest(kept: RegularisationAnswer) -> str:
    return sha256(canonical_bytes(kept.receipt)).hexdigest()


def document(file: RegularisationFile) -> dict[str, Any]:
    return {
        "name": file.name,
        "is_text": file.is_text,
        "size_bytes": file.size_bytes,
        "sha256": file.sha256,
    }
