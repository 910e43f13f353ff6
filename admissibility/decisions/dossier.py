"""The fingerprint of a bid's file, which a form carries: a decision is refused when the file has changed."""

from hashlib import sha256

from audit.journal.canonical import canonical_bytes
from bids.models import Bid, Submission

from ..models import Finding, FindingQuerySet
from ..regularisation.models import RegularisationPoint
from .state import current, current_of_late


def bid_fingerprint(bid: Bid) -> str:
    """SHA-256 (hex) of what the officer has before the eyes: findings, points to put right, decision."""
    findings = Finding.objects.filter(bid=bid).newest()
    decision = current(bid)
    points = RegularisationPoint.objects.filter(bid=bid).order_by("pk").values_list("pk", "is_satisfied")
    version = decision.version if decision else 0
    return _digest([str(bid.state), _ids(findings), version, [list(one) for one in points]])


def late_fingerprint(submission: Submission) -> str:
    """The same, of a submission that came late."""
    findings = Finding.objects.filter(submission=submission).newest()
    decision = current_of_late(submission)
    return _digest(["late", _ids(findings), decision.version if decision else 0])


def _ids(findings: FindingQuerySet) -> list[int]:
    return sorted(findings.values_list("pk", flat=True))


def _digest(parts: list[object]) -> str:
    return sha256(canonical_bytes(parts)).hexdigest()
