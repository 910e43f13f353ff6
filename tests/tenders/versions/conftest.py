"""A published consultation, its buyer's officer and a colleague."""

import pytest

from accounts.models import User
from tenders.models import Tender
from tests.bids.builders import small_tender
from tests.people import make_officer
from tests.tender_builders import published_tender


@pytest.fixture
def officer(db: None) -> User:
    return make_officer()


@pytest.fixture
def tender(officer: User) -> Tender:
    return small_tender(officer)


@pytest.fixture
def whole(officer: User) -> Tender:
    """The 3919 consultation, complete as publication wants it."""
    return published_tender(officer)


@pytest.fixture
def colleague(tender: Tender) -> User:
    return make_officer(tender.buyer)
