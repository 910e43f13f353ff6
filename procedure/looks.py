"""Which consultations the conductor looks at again: those of which it may have something new to tell.

A moment is newly due by the passing of time or by a change of the file. The first is known in advance and
written down at each look. The second always leaves an event in the journal, in the transaction of the change;
the journal numbers its events in the order of their commits, so an event above the number written down is
exactly a change that was not looked at.
"""

from datetime import datetime, timedelta

from django.db.models import Exists, Max, OuterRef, Q

from audit.models import Event
from tenders.models import Tender

from .chronograph.gather import moments_of
from .chronograph.moments import next_turn
from .models import LastLook, ReachedMoment
from .services import tell_moments

#: A consultation is looked at again after that time whatever happens: a new release may know new moments.
LONGEST = timedelta(days=1)


def to_look_at(now: datetime) -> list[int]:
    """Return the ids of the published consultations to look at, in one query."""
    seen = OuterRef("last_look__sequence")
    written = Event.objects.filter(tender_reference=OuterRef("reference"), sequence__gt=seen)
    due = Q(last_look__isnull=True) | Q(last_look__next_at__lte=now) | Q(last_look__at__lte=now - LONGEST)
    found = Tender.objects.public().filter(due | Exists(written))
    return list(found.order_by("pk").values_list("pk", flat=True))


def look(*, tender_id: int, now: datetime) -> list[ReachedMoment]:
    """Tell what is newly due in a consultation, then write down when to look again.

    The journal is read before the file: what is written in between is looked at next time. An error leaves
    nothing written, and the consultation is looked at again.
    """
    reference = Tender.objects.values_list("reference", flat=True).get(pk=tender_id)
    sequence = Event.objects.of_tender(reference).aggregate(last=Max("sequence"))["last"] or 0
    tender = Tender.objects.select_related("buyer").get(pk=tender_id)
    found = moments_of(tender, now)
    told = tell_moments(tender=tender, moments=found, now=now)
    looked = {"at": now, "next_at": next_turn(found, now), "sequence": sequence}
    LastLook.objects.update_or_create(tender=tender, defaults=looked)
    return told
