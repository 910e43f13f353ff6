"""What is due when: the one place that every page and every periodic task asks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tenders.enums import TenderState
from tenders.models import Tender


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of a procedure: when it is due (None when a person decides), and whether it is past."""

    name: str
    label: str
    at: datetime | None
    text: str = ""
    done: bool = False


def moments(tender: Tender, now: datetime) -> Iterator[Moment]:
    """Yield the moments of a consultation in order; what can no longer happen is left out."""
    yield publication(tender)
    if tender.deadline_at:
        yield deadline(tender, now)
    if tender.state == TenderState.ABANDONED:
        yield Moment(
            "abandonment", "Déclaration sans suite", tender.abandoned_at, tender.abandonment_reason, done=True
        )
        return
    if tender.published_at:
        yield opening(tender, now)
        yield ranking(tender)


def publication(tender: Tender) -> Moment:
    text = "Le contenu est figé ; son empreinte est publiée." if tender.published_at else ""
    return Moment("publication", "Publication", tender.published_at, text, done=bool(tender.published_at))


def deadline(tender: Tender, now: datetime) -> Moment:
    assert tender.deadline_at is not None
    return Moment(
        "deadline",
        "Date limite de remise des offres",
        tender.deadline_at,
        "Un pli reçu après est conservé fermé et marqué hors délai (R. 2151-5).",
        done=now > tender.deadline_at,
    )


def opening(tender: Tender, now: datetime) -> Moment:
    assert tender.deadline_at is not None
    if tender.opened_at:
        return Moment("opening", "Ouverture des plis", tender.opened_at, done=True)
    due = now > tender.deadline_at
    text = "Les plis peuvent être ouverts." if due else "Pas avant la date limite (R. 2132-9)."
    return Moment("opening", "Ouverture des plis", None, text)


def ranking(tender: Tender) -> Moment:
    text = "Par prix et capacité, aux poids publiés (R. 2152-6)."
    return Moment("ranking", "Premier classement", tender.ranked_at, text, done=bool(tender.ranked_at))
