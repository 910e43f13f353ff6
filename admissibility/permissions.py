"""Who may read the findings."""

from django.db.models import Q, QuerySet

from accounts.permissions import Person
from bids.interests.access import readable_tenders

from .models import Finding


def readable_findings(user: Person) -> QuerySet[Finding]:
    """Auditors read all; the buyer’s people those of the consultations whose bids they may read."""
    findings = Finding.objects.select_related("bid", "submission")
    readable = readable_tenders(user)
    return findings.filter(Q(bid__lot__tender__in=readable) | Q(submission__tender__in=readable))
