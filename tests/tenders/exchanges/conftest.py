"""A published consultation, and the people around it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from accounts.enums import Role
from accounts.models import Organisation, User
from audit.clock import database_now
from tenders.exchanges.models import Answer, Question
from tenders.exchanges.services import Wording, ask, publish_answer
from tenders.models import Tender
from tests.people import make_bidder, make_officer, make_organisation, member
from tests.tender_builders import published_tender

TEXT = "Les appels de nuit sont-ils comptés dans les volumes annuels ?"
WORDING = Wording("Les appels de nuit sont-ils comptés ?", "Oui : les volumes publiés les comprennent.")


@dataclass
class Case:
    tender: Tender
    officer: User
    bidder: User
    operator: Organisation

    def asked(self, text: str = TEXT, *, by: User | None = None) -> Question:
        return ask(tender=self.tender, text=text, actor=by or self.bidder, now=database_now())

    def answered(self, *numbers: int, wording: Wording = WORDING, now: datetime | None = None) -> Answer:
        return publish_answer(
            tender=self.tender,
            numbers=numbers,
            wording=wording,
            actor=self.officer,
            now=now or database_now(),
        )

    def colleague(self) -> User:
        return member(self.tender.buyer, Role.OFFICER)

    def days_before_deadline(self, days: float) -> datetime:
        assert self.tender.deadline_at is not None
        return self.tender.deadline_at - timedelta(days=days)


@pytest.fixture
def case(db: None) -> Case:
    officer, operator = make_officer(), make_organisation(name="Association Mirabelle et Quetsche")
    bidder = make_bidder(operator)
    bidder.full_name = "Zélie Grandbuisson"
    bidder.save()
    return Case(published_tender(officer), officer, bidder, operator)
