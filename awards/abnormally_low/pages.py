"""What the pages of an enquiry show."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.template.loader import render_to_string

from accounts.models import User
from bids.models import Bid
from ui.components import Status, Step

from .enums import EnquiryState
from .facts import outcomes
from .models import PriceEnquiry
from .rules.thresholds import THRESHOLDS, Threshold

FOLDER = "awards/abnormally_low"
TONES = {
    EnquiryState.DETECTED: "warning",
    EnquiryState.ASKED: "warning",
    EnquiryState.ANSWERED: "info",
    EnquiryState.ASSESSED: "info",
    EnquiryState.JUSTIFIED: "success",
    EnquiryState.ABNORMALLY_LOW: "danger",
}
DONE = Status("Fait", "success")
IN_TIME = Status("Dans le délai", "success")
LATE = Status("Hors délai", "warning")


@dataclass(frozen=True, slots=True)
class AlertView:
    """What one rule said, with the template that words it."""

    rule: str
    code: str
    result: str
    article: str
    facts: Mapping[str, Any]

    @property
    def template(self) -> str:
        return f"{FOLDER}/alerts/{self.rule}/{self.code}.html"

    @property
    def is_alert(self) -> bool:
        return self.result == "to_examine"

    @property
    def article_shown(self) -> str:
        """Never broken between « L. » and its number."""
        return self.article.replace(" ", "\u00a0")

    @property
    def question(self) -> str:
        return render_to_string(f"{FOLDER}/questions/{self.rule}.txt", {"facts": self.facts}).strip()


def alert_views(documents: Sequence[Mapping[str, Any]]) -> list[AlertView]:
    """From what an enquiry keeps, or from outcomes as JSON."""
    kept = ("rule", "code", "result", "article", "facts")
    return [AlertView(**{key: one[key] for key in kept}) for one in documents]


class EnquiryPage:
    """A bid's alerts, as they were kept or as they stand; the steps of its enquiry when there is one."""

    def __init__(self, bid: Bid, enquiry: PriceEnquiry | None) -> None:
        self.bid, self.enquiry = bid, enquiry

    @cached_property
    def views(self) -> list[AlertView]:
        known = self.enquiry.alerts if self.enquiry else [asdict(one) for one in outcomes(self.bid)]
        return alert_views(known)

    @property
    def alerts(self) -> list[AlertView]:
        return [one for one in self.views if one.is_alert]

    @property
    def quiet(self) -> list[AlertView]:
        return [one for one in self.views if not one.is_alert]

    @property
    def thresholds(self) -> tuple[Threshold, ...]:
        return THRESHOLDS

    @property
    def tone(self) -> str:
        return TONES[EnquiryState(self.enquiry.state)] if self.enquiry else "neutral"

    @property
    def proposed_questions(self) -> str:
        """One question an alert, numbered, then the one that the law asks of all (R. 2152-3)."""
        asked = [one.question for one in self.alerts]
        asked.append(render_to_string(f"{FOLDER}/questions/every_price.txt", {"bid": self.bid}).strip())
        return "\n\n".join(f"{number}. {question}" for number, question in enumerate(asked, 1))

    @property
    def steps(self) -> list[Step]:
        return timeline(self.enquiry) if self.enquiry else []


def timeline(enquiry: PriceEnquiry) -> list[Step]:
    """What happened, in order, then what is still to come."""
    people = enquiry.answers.select_related("submitted_by")
    steps = [
        _step("Alertes versées au dossier", enquiry.detected_at, enquiry.detected_by),
        _step("Justification demandée (L. 2152-6, R. 2152-3)", enquiry.asked_at, enquiry.asked_by),
        *(
            _step(
                "Réponse du soumissionnaire",
                one.received_at,
                one.submitted_by,
                LATE if one.is_late else IN_TIME,
            )
            for one in people
        ),
        _step("Justification appréciée", enquiry.assessed_at, enquiry.assessed_by),
        _step("Décision motivée (R. 2152-4)", enquiry.decided_at, enquiry.decided_by),
    ]
    taken = [one for one in steps if one.moment is not None]
    to_come = [one for one in steps if one.moment is None]
    return sorted(taken, key=lambda one: one.moment or enquiry.detected_at) + to_come


def _step(title: str, moment: datetime | None, actor: User | None, status: Status = DONE) -> Step:
    if moment is None:
        return Step(title, None, done=False)
    return Step(title, moment, actor=str(actor), status=status)
