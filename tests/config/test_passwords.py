"""How passwords are kept: the settings of the site itself, not those that hurry the tests."""

import pytest
from django.contrib.auth.hashers import identify_hasher

from tests.people import PASSWORD, make_user

pytestmark = pytest.mark.django_db


def test_passwords_are_kept_as_argon2id_hashes() -> None:
    kept = make_user().password
    assert kept.startswith("argon2$argon2id$")
    assert PASSWORD not in kept


def test_a_hash_costs_what_owasp_asks_for() -> None:
    """OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB, 2 passes and 1 lane at least."""
    kept = make_user().password
    facts = identify_hasher(kept).decode(kept)
    assert facts["memory_cost"] >= 19 * 1024
    assert facts["time_cost"] >= 2
