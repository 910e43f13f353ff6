from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.people import PASSWORD, next_siret


@pytest.fixture
def typed() -> dict[str, str]:
    """What a newcomer types to register themselves and their organisation."""
    return {
        "full_name": "Dominique Neuf",
        "email": "Dominique@Exemple.fr",
        "password1": PASSWORD,
        "password2": PASSWORD,
        **organisation_typed(),
    }


def organisation_typed() -> dict[str, str]:
    return {
        "siret": next_siret(),
        "legal_name": "Écoute solidaire",
        "legal_family": "association",
        "ess_evidence": "RNA W751234567",
        "street": "1 rue de l’Essai",
        "postal_code": "75001",
        "city": "Paris",
    }


def log_in(client: Client, email: str, password: str = PASSWORD, **extra: Any) -> Any:
    return client.post(reverse("account_login"), {"login": email, "password": password, **extra})


def prove(client: Client, password: str = PASSWORD) -> None:
    """Prove again who one is, as what touches the security of an account demands."""
    client.post(reverse("account_reauthenticate"), {"password": password})
