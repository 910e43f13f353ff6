from accounts.enums import LegalFamily
from bids.applications.content import LEGAL_FAMILY_LABELS


def test_the_pure_core_knows_every_legal_family() -> None:
    assert list(LEGAL_FAMILY_LABELS) == LegalFamily.values
