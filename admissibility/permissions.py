"""Who may read the findings."""

from django.db.models import Q, QuerySet

from accounts.permissions import Person, is_auditor, organisations_with_role
from tenders.permissions import READERS

from .models import Finding


def readable_findings(user: Person) -> QuerySet[Finding]:
    """Auditors read all; a buyer’s readers those of its consultations, opened by nature."""
    findings = Finding.objects.select_related("bid", "submission")
    if is_auditor(user):
        return findings
    buyers = organisations_with_role(user, *READERS)
    return findings.filter(Q(bid__lot__tender__buyer__in=buyers) | Q(submission__tender__buyer__in=buyers))
