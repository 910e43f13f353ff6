import pytest

from accounts.models import User
from tenders.models import Lot
from tests.national_values import national_values  # noqa: F401
from tests.people import make_buyer, make_officer
from tests.scoring.cases import add_type, make_lot, make_tender

ANSWERED = {
    "label": "90 % des appels répondus",
    "measure": "answered_share",
    "channel": "call",
    "threshold_share": "0.9",
}


@pytest.fixture
def officer() -> User:
    return make_officer(make_buyer())


@pytest.fixture
def lot(officer: User) -> Lot:
    """A draft's lot: few calls in French, fewer in English, and a requirement."""
    lot = make_lot(make_tender(officer, duration_months=24, budget_eur=2_000_000), requirements=[ANSWERED])
    lot.contact_types.update(annual_volume=9_000)
    add_type(lot, "appel-en", language="en", annual_volume=1_000, handle_time_minutes=5)
    return lot
