"""Telling the others: who was chosen, why not they, and from when the contract may be signed."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from audit.enums import EventKind
from bids.models import Bid
from tenders.law.delays import (
    signature_allowed_at,
    standstill_ends_on,
    standstill_exception,
    voluntary_standstill_ends_on,
)
from tenders.models import Lot

from .. import mail
from ..audience import people_of
from ..facts import lot_facts
from ..letters import letter_text, not_chosen
from ..models import Award, ResultLetter
from ..permissions import can_choose
from ..state import LotFacts
from .choice import change, told
from .steps import checked, take

SHORTEST_REASONS = 60
NAMED = "Cette lettre nomme un autre candidat écarté ({name}) ; elle ne concerne que son destinataire."


@transaction.atomic
def inform(
    *, lot: Lot, seen: int, reasons: Mapping[int, str], waits: bool, actor: User, now: datetime
) -> Award:
    """Send each other bidder its letter, with its own reasons (by bid), and start the wait.

    waits: keep the voluntary wait of an adapted procedure; a formal one waits whatever is asked, but when the
    only participant wins (R. 2182-1, R. 2182-2). Raises PermissionDenied, StaleEnding, ValidationError.
    """
    ending = take(lot, seen, actor, can_choose)
    bids = not_chosen(ending.award)
    texts = {bid.pk: checked_reasons(bid, reasons, bids) for bid in bids}
    sign_from_at = wait_until(lot_facts(lot), now, waits=waits)
    award = change(ending, "inform", informed_at=now, informed_by=actor, sign_from_at=sign_from_at)
    for bid in bids:
        send(award, bid, texts[bid.pk], actor, now)
    mail.announce("chosen", award.pk, people_of([award.bid.organisation_id]))
    told(EventKind.REJECTION_NOTIFIED, award, actor, now, payload_of(award, bids))
    return award


def payload_of(award: Award, bids: list[Bid]) -> dict[str, object]:
    return {"to_bids": [bid.pk for bid in bids], "sign_from_at": award.sign_from_at}


def checked_reasons(bid: Bid, reasons: Mapping[int, str], others: list[Bid]) -> str:
    """The reasons given to one bidder. Raises ValidationError on its field."""
    field = f"bid_{bid.pk}"
    said = checked(reasons.get(bid.pk, ""), field, "Les motifs du rejet", SHORTEST_REASONS)
    for other in others:
        name = other.organisation.legal_name
        if other.organisation_id != bid.organisation_id and name.casefold() in said.casefold():
            raise ValidationError({field: NAMED.format(name=name)})
    return said


def wait_until(facts: LotFacts, now: datetime, *, waits: bool) -> datetime | None:
    """The moment from which the contract may be signed; None when nothing is to be waited for."""
    if facts.is_formal and not standstill_exception(participants=len(facts.standings)):
        return signature_allowed_at(standstill_ends_on(now))
    return signature_allowed_at(voluntary_standstill_ends_on(now)) if waits else None


def send(award: Award, bid: Bid, reasons: str, actor: User, now: datetime) -> ResultLetter:
    """Keep the letter word for word; its e-mail leaves after the commit."""
    text = letter_text(award, bid, reasons)
    letter = award.letters.create(bid=bid, text=text, sent_at=now, sent_by=actor)
    mail.announce("rejected", letter.pk, people_of([bid.organisation_id]))
    return letter
