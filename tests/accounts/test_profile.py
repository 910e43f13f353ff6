"""One's own account."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from audit.enums import EventKind
from audit.models import Event
from tests.people import make_auditor, make_organisation, make_user, member

pytestmark = pytest.mark.django_db


def profile(client: Client) -> str:
    return client.get(reverse("accounts:profile")).content.decode()


def test_it_is_for_signed_in_people(client: Client) -> None:
    assert client.get(reverse("accounts:profile"))["Location"].startswith(reverse("account_login"))


def test_it_lists_the_roles_of_each_organisation(client: Client) -> None:
    user = member(make_organisation(name="Écoute solidaire"), Role.BIDDER)
    organisation = user.memberships.get().organisation
    client.force_login(user)
    page = profile(client)
    assert "Écoute solidaire" in page
    assert organisation.siret_written in page
    assert reverse("accounts:members", args=[organisation.pk]) not in page


def test_an_administrator_finds_the_members(client: Client) -> None:
    user = member(make_organisation(), Role.ADMINISTRATOR)
    client.force_login(user)
    assert reverse("accounts:members", args=[user.memberships.get().organisation_id]) in profile(client)


def test_only_auditors_find_the_tokens(client: Client) -> None:
    client.force_login(make_user())
    assert reverse("accounts:tokens") not in profile(client)
    client.force_login(make_auditor())
    assert reverse("accounts:tokens") in profile(client)


def test_who_belongs_nowhere_may_register_an_organisation(client: Client) -> None:
    client.force_login(make_user())
    assert reverse("accounts:register") in profile(client)


def test_a_name_is_changed_and_the_journal_keeps_the_former_one(client: Client) -> None:
    user = make_user("Ancien Nom")
    client.force_login(user)
    client.post(reverse("accounts:rename"), {"full_name": "Nouveau Nom"})
    user.refresh_from_db()
    assert user.full_name == "Nouveau Nom"
    assert Event.objects.get().kind == EventKind.USER_RENAMED


def test_the_same_name_changes_nothing(client: Client) -> None:
    client.force_login(make_user("Même Nom"))
    client.post(reverse("accounts:rename"), {"full_name": "Même Nom"})
    assert not Event.objects.exists()
