"""The page of an organisation's members: its administrator, a colleague, a stranger."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.enums import Role
from accounts.models import Invitation, Organisation, User
from accounts.services import invite
from tests.people import make_organisation, make_user, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation(name="Écoute solidaire")


@pytest.fixture
def owner(organisation: Organisation) -> User:
    return member(organisation, Role.ADMINISTRATOR, "Odile Owner")


def addresses(organisation: Organisation, owner: User) -> list[str]:
    invitation = invite(organisation=organisation, email="x@exemple.fr", roles=[Role.BIDDER], actor=owner)
    assert invitation
    return [
        reverse("accounts:members", args=[organisation.pk]),
        reverse("accounts:revoke_role", args=[organisation.pk, owner.memberships.get().pk]),
        reverse("accounts:withdraw_invitation", args=[organisation.pk, invitation.pk]),
    ]


@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("colleague", 403), ("stranger", 404)])
def test_only_administrators_open_the_pages(
    client: Client, organisation: Organisation, owner: User, who: str, status: int
) -> None:
    people = {
        "owner": owner,
        "colleague": member(organisation, Role.BIDDER),
        "stranger": member(make_organisation(), Role.ADMINISTRATOR),
    }
    client.force_login(people[who])
    for url in addresses(organisation, owner):
        assert client.get(url).status_code == status
        if status != 200:
            assert client.post(url, {}).status_code == status


def test_anonymous_visitors_sign_in_first(client: Client, organisation: Organisation, owner: User) -> None:
    for url in addresses(organisation, owner):
        assert client.get(url)["Location"].startswith(reverse("account_login"))


def test_the_members_and_their_roles_are_listed(
    client: Client, organisation: Organisation, owner: User
) -> None:
    member(organisation, Role.BIDDER, "Camille Collègue")
    client.force_login(owner)
    page = client.get(reverse("accounts:members", args=[organisation.pk])).content.decode()
    assert "Camille Collègue" in page
    assert "Agent acheteur" not in page


def test_an_invitation_leaves_by_mail(client: Client, organisation: Organisation, owner: User) -> None:
    client.force_login(owner)
    client.post(
        reverse("accounts:members", args=[organisation.pk]), {"email": "Neuf@Exemple.fr", "roles": ["bidder"]}
    )
    (letter,) = mail.outbox
    assert letter.to == ["neuf@exemple.fr"]
    assert "Odile Owner vous invite à rejoindre Écoute solidaire" in letter.body
    assert "/compte/invitations/" in letter.body
    assert Invitation.objects.get().roles == [Role.BIDDER]


def test_an_invitation_says_nothing_about_who_has_an_account(
    client: Client, organisation: Organisation, owner: User
) -> None:
    known = make_user("Nom Secret")
    client.force_login(owner)
    url = reverse("accounts:members", args=[organisation.pk])
    page = client.post(url, {"email": known.email, "roles": ["bidder"]}, follow=True).content.decode()
    assert f"Une invitation est partie à {known.email}" in page
    assert "Nom Secret" not in page
    assert not known.memberships.exists()


def test_a_member_gets_another_role_at_once(client: Client, organisation: Organisation, owner: User) -> None:
    colleague = member(organisation, Role.BIDDER)
    client.force_login(owner)
    url = reverse("accounts:members", args=[organisation.pk])
    client.post(url, {"email": colleague.email, "roles": ["administrator"]})
    assert set(colleague.memberships.values_list("role", flat=True)) == {Role.BIDDER, Role.ADMINISTRATOR}
    assert not mail.outbox


@pytest.mark.parametrize("roles", [[], ["officer"], ["auditor"], ["root"]])
def test_a_role_that_does_not_exist_here_is_refused(
    client: Client, organisation: Organisation, owner: User, roles: list[str]
) -> None:
    client.force_login(owner)
    url = reverse("accounts:members", args=[organisation.pk])
    answer = client.post(url, {"email": "neuf@exemple.fr", "roles": roles})
    assert answer.status_code == 200
    assert 'value="neuf@exemple.fr"' in answer.content.decode()
    assert not Invitation.objects.exists()


def test_a_role_is_taken_back(client: Client, organisation: Organisation, owner: User) -> None:
    colleague = member(organisation, Role.BIDDER)
    client.force_login(owner)
    url = reverse("accounts:revoke_role", args=[organisation.pk, colleague.memberships.get().pk])
    assert "Soumissionnaire" in client.get(url).content.decode()
    assert client.post(url)["Location"] == reverse("accounts:members", args=[organisation.pk])
    assert not colleague.memberships.exists()


def test_the_last_administrator_is_told_why_not(
    client: Client, organisation: Organisation, owner: User
) -> None:
    client.force_login(owner)
    url = reverse("accounts:revoke_role", args=[organisation.pk, owner.memberships.get().pk])
    assert "dernier administrateur" in client.post(url, follow=True).content.decode()
    assert owner.memberships.exists()


def test_an_administrator_who_leaves_arrives_at_their_account(
    client: Client, organisation: Organisation, owner: User
) -> None:
    member(organisation, Role.ADMINISTRATOR)
    client.force_login(owner)
    url = reverse("accounts:revoke_role", args=[organisation.pk, owner.memberships.get().pk])
    assert client.post(url)["Location"] == reverse("accounts:profile")


def test_the_role_of_another_organisation_is_out_of_reach(
    client: Client, organisation: Organisation, owner: User
) -> None:
    stranger = member(make_organisation(), Role.BIDDER)
    client.force_login(owner)
    url = reverse("accounts:revoke_role", args=[organisation.pk, stranger.memberships.get().pk])
    assert client.post(url).status_code == 404
    assert stranger.memberships.exists()


def test_the_invitation_stands_when_the_mail_server_is_down(
    client: Client, organisation: Organisation, owner: User, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    client.force_login(owner)
    url = reverse("accounts:members", args=[organisation.pk])
    page = client.post(url, {"email": "neuf@exemple.fr", "roles": ["bidder"]}, follow=True).content.decode()
    assert "n’a pas pu partir" in page
    assert Invitation.objects.exists()


def test_nobody_writes_letters_without_end(client: Client, organisation: Organisation, owner: User) -> None:
    client.force_login(owner)
    url = reverse("accounts:members", args=[organisation.pk])
    answers = [client.post(url, {"email": f"n{i}@exemple.fr", "roles": ["bidder"]}) for i in range(31)]
    assert [answer.status_code for answer in answers] == [302] * 30 + [429]
    assert len(mail.outbox) == 30
