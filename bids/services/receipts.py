"""The receipt of a deposit: identity, integrity, exact time (arrêté du 22 mars 2019, annexe 8, art. 2)."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from audit.journal.canonical import canonical_bytes
from audit.journal.canonical import plain as plain_json
from tenders.models import Tender
from ui.formatting import jour
from ui.formatting.moments import in_paris

from ..enums import FileRole, SubmissionState
from ..models import Receipt, Submission, SubmissionFile

SCHEMA = "receipt/1"
IN_TIME, LATE = "in_time", "late"
Content = dict[str, Any]


def issue_receipt(
    *, submission: Submission, files: list[SubmissionFile], former: Submission | None
) -> Receipt:
    """Write the receipt of a submission that was just received, with the fingerprint of its content."""
    number = receipt_number(submission)
    content = plain_json(receipt_content(number, submission, files, former))
    return Receipt.objects.create(
        submission=submission,
        number=number,
        issued_at=submission.received_at,
        content=content,
        sha256=sha256(canonical_bytes(content)).hexdigest(),
    )


def receipt_number(submission: Submission) -> str:
    """Return a number drawn with the submission: a running one would tell how many competitors there are."""
    digits = submission.pk.hex[:12].upper()
    return f"AR-{digits[:4]}-{digits[4:8]}-{digits[8:]}"


def receipt_content(
    number: str, submission: Submission, files: list[SubmissionFile], former: Submission | None
) -> Content:
    """Return all that the receipt says (schema ``receipt/1``); moments in UTC to the microsecond."""
    late = submission.state == SubmissionState.LATE
    return {
        "schema": SCHEMA,
        "number": number,
        "submission": str(submission.pk),
        "tender": tender_identity(submission.tender),
        "bidder": identity(submission.organisation.legal_name, submission.organisation.siret),
        "deposited_by": str(submission.submitted_by),
        "started_at": submission.started_at,
        "started_at_paris": exact_paris(submission.started_at),
        "received_at": submission.received_at,
        "received_at_paris": exact_paris(submission.received_at),
        "status": LATE if late else IN_TIME,
        "documents": [document(file) for file in files],
        "total_bytes": sum(file.size_bytes for file in files),
        "replaces": {"number": former.receipt.number, "received_at": former.received_at} if former else None,
        "fictitious": submission.tender.is_fictitious,
    }


def tender_identity(tender: Tender) -> Content:
    return {
        "reference": tender.reference,
        "title": tender.title,
        "object": tender.description,
        "buyer": identity(tender.buyer.legal_name, tender.buyer.siret),
        "deadline_at": tender.deadline_at,
        "fingerprint": tender.fingerprint,
    }


def identity(name: str, siret: str) -> Content:
    return {"name": name, "siret": siret}


def document(file: SubmissionFile) -> Content:
    return {
        "lot": file.lot.number if file.lot else None,
        "role": str(file.role),
        "role_label": FileRole(file.role).label,
        "name": file.name,
        "size_bytes": file.size_bytes,
        "sha256": file.sha256,
    }


def exact_paris(moment: datetime) -> str:
    """« lundi 1er février 2027, 11:59:58,123456 (heure de Paris) »."""
    local = in_paris(moment)
    return f"{jour(moment)}, {local:%H:%M:%S},{local:%f} (heure de Paris)"
