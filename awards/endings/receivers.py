"""What the endings do when a lower stage speaks."""

from datetime import datetime
from typing import Any

from accounts.models import User
from tenders import lot_ends
from tenders.models import Lot, Tender
from tenders.signals import tender_abandoned

from .enums import ENDED, PRONOUNCED
from .models import LotEnding
from .services import close_all


def connect() -> None:
    """Listen; called once, at start-up."""
    tender_abandoned.connect(on_tender_abandoned, dispatch_uid="awards.on_tender_abandoned")
    lot_ends.register("endings", refuse_decision)


def refuse_decision(lot: Lot) -> str:
    """Once a choice is pronounced, what it rests on no longer changes under it."""
    ending = LotEnding.objects.filter(lot=lot, state__in=[*ENDED, *PRONOUNCED]).first()
    if ending is None:
        return ""
    state = ending.get_state_display().lower()
    return f"Le lot {lot.number} est {state} : ce qui fonde cette fin ne change plus."


def on_tender_abandoned(*, tender: Tender, actor: User, now: datetime, **_: Any) -> None:
    """End its lots and warn everybody, in the transaction of the abandonment."""
    close_all(tender=tender, actor=actor, now=now)
