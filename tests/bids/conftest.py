"""A published consultation, its buyer's officer, and bidders."""

import pytest

from accounts.models import User
from tenders.models import Tender
from tests.people import make_bidder, make_officer

from .builders import small_tender


@pytest.fixture
def officer(db: None) -> User:
    return make_officer()


@pytest.fixture
def tender(officer: User) -> Tender:
    return small_tender(officer)


@pytest.fixture
def bidder(db: None) -> User:
    return make_bidder()
