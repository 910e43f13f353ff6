"""manage.py create_organisation"""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.enums import OrganisationKind, Role
from accounts.models import Organisation, User
from tests.people import PASSWORD, make_organisation, next_siret

pytestmark = pytest.mark.django_db


def create(siret: str, **options: object) -> str:
    out = StringIO()
    call_command(
        "create_organisation",
        kind="buyer",
        name="Direction d’essai",
        siret=siret,
        administrator="chef@exemple.fr",
        stdout=out,
        **options,
    )
    return out.getvalue()


def test_the_organisation_exists_and_the_link_makes_its_administrator() -> None:
    printed = create(next_siret(), roles=["officer"])
    path = "/" + printed.split(" : ")[1].strip().split("/", 3)[3]
    Client().post(path, {"full_name": "Chef Essai", "password1": PASSWORD, "password2": PASSWORD})
    held = User.objects.get(email="chef@exemple.fr").memberships.values_list("role", flat=True)
    assert set(held) == {Role.ADMINISTRATOR, Role.OFFICER}
    assert Organisation.objects.get().kind == OrganisationKind.BUYER


@pytest.mark.parametrize("roles", [["bidder"], ["auditor"]])
def test_a_role_of_another_kind_leaves_nothing(roles: list[str]) -> None:
    with pytest.raises(CommandError, match="n’existe pas"):
        create(next_siret(), roles=roles)
    assert not Organisation.objects.exists()


def test_a_known_or_wrong_siret_is_refused() -> None:
    with pytest.raises(CommandError, match="déjà inscrite"):
        create(make_organisation().siret)
    with pytest.raises(CommandError, match="14 chiffres"):
        create("123")
