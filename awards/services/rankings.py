"""Establishing the ranking of a lot: by itself when the last run ends, or when an officer asks."""

import hashlib
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from audit.clock import database_now
from audit.enums import EventKind
from audit.journal.canonical import canonical_bytes
from audit.services import record
from outbox import services as outbox
from outbox.registry import Lease
from scoring.models import CapacityRun
from tenders.models import Lot
from tenders.services.state import transition

from ..errors import NothingToRank, NotReady
from ..models import Ranking
from ..permissions import can_rank
from .content import ranking_content
from .field import entrants, missing_for

KIND = "establish_ranking"


@transaction.atomic
def establish_ranking(*, lot: Lot, actor: User | None, now: datetime) -> Ranking:
    """Rank the offers of a lot; when nothing changed since the last ranking, that one.

    actor: None when the application does it by itself. Raises PermissionDenied, NotReady (what is missing),
    NothingToRank, StaleTender when the consultation was closed meanwhile.
    """
    if actor is not None and not can_rank(actor, lot.tender):
        raise PermissionDenied("Seul un agent acheteur établit le classement, une fois les plis ouverts.")
    held = Lot.objects.select_for_update(of=("self",), no_key=True).select_related("tender").get(pk=lot.pk)
    missing = missing_for(held)
    if missing:
        raise NotReady(missing)
    field = entrants(held)
    if not field:
        raise NothingToRank
    content = ranking_content(held, field)
    return keep(held, content, actor, now)


def keep(lot: Lot, content: dict[str, Any], actor: User | None, now: datetime) -> Ranking:
    sha256 = hashlib.sha256(canonical_bytes(content)).hexdigest()
    last = lot.rankings.first()
    if last and last.sha256 == sha256:
        return last
    transition(tender=lot.tender, name="rank", now=now)
    ranking = Ranking.objects.create(
        lot=lot, established_by=actor, established_at=now, content=content, sha256=sha256
    )
    record(
        kind=EventKind.RANKING_ESTABLISHED,
        actor=actor,
        now=now,
        subject=ranking,
        tender_reference=lot.tender.reference,
        payload={"lot": lot.number, "sha256": sha256, "ranked": ranked_count(content)},
    )
    return ranking


def ranked_count(content: dict[str, Any]) -> int:
    return sum(one["rank"] is not None for one in content["entries"])


def hint_at_ranking(*, run: CapacityRun) -> None:
    """Have the lot ranked once its last run ends: a job of its own, so that no run waits for a ranking.

    Ends of runs write to the journal one after the other, so that the last one sees all the others.
    """
    lot = run.bid.lot
    if not missing_for(lot):
        outbox.enqueue(kind=KIND, key=f"{lot.pk}:{run.pk}", arguments={"lot": lot.pk})


def establish(lease: Lease) -> None:
    """The handler of the job; what came meanwhile (a new run, an end of the procedure) is not a failure."""
    lot = Lot.objects.select_related("tender").get(pk=lease.arguments["lot"])
    if not lot.tender.is_opened or missing_for(lot):
        return
    establish_ranking(lot=lot, actor=None, now=database_now())
