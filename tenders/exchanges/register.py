"""The register of withdrawals: how many, and, for whom may know, who."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Sum

from ..models import Tender
from .models import AnonymousWithdrawals, Withdrawal


@dataclass(frozen=True, slots=True)
class DayCount:
    """Withdrawals of one document in one version, of a day."""

    day: date
    document: str
    fingerprint: str
    signed_in: int
    anonymous: int


def counts(tender: Tender) -> list[DayCount]:
    """Return the withdrawals by day, document and version, oldest first: no name."""
    keys = ("withdrawn_on", "document", "fingerprint")
    signed_in = counted(Withdrawal.objects.filter(tender=tender).values_list(*keys).annotate(Count("pk")))
    nameless = AnonymousWithdrawals.objects.filter(tender=tender).values_list(*keys).annotate(Sum("number"))
    anonymous = counted(nameless)
    return [
        DayCount(*key, signed_in.get(key, 0), anonymous.get(key, 0))
        for key in sorted(signed_in.keys() | anonymous.keys())
    ]


Key = tuple[date, str, str]


def counted(rows: Iterable[Any]) -> dict[Key, int]:
    return {(day, document, fingerprint): number for day, document, fingerprint, number in rows}


def named(tender: Tender) -> list[Withdrawal]:
    """Return who took what, when; for `can_name_withdrawals` only."""
    found = Withdrawal.objects.filter(tender=tender).select_related("withdrawn_by", "organisation", "lot")
    return list(found.order_by("withdrawn_at", "pk"))
