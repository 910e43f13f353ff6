"""The page behind the link of an invitation."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db.models.functions import Now
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.invitations import link_of
from accounts.models import Invitation, Organisation, User
from accounts.services import invite, revoke_role
from audit.enums import EventKind
from audit.models import Event
from tests.people import PASSWORD, make_organisation, make_user, member

from .conftest import log_in

pytestmark = pytest.mark.django_db
NEWCOMER = {"full_name": "Noa Nouvelle", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation(name="Écoute solidaire")


def invited(organisation: Organisation, email: str = "noa@exemple.fr") -> Invitation:
    owner = member(organisation, Role.ADMINISTRATOR, "Odile Owner")
    invitation = invite(organisation=organisation, email=email, roles=[Role.BIDDER], actor=owner)
    assert invitation
    return invitation


def path_of(invitation: Invitation) -> str:
    return "/" + link_of(invitation).split("/", 3)[3]


def test_a_newcomer_creates_their_account_and_signs_in(client: Client, organisation: Organisation) -> None:
    invitation = invited(organisation)
    assert "noa@exemple.fr" in client.get(path_of(invitation)).content.decode()
    assert client.post(path_of(invitation), NEWCOMER)["Location"] == reverse("account_login")
    user = User.objects.get(email="noa@exemple.fr")
    assert user.memberships.get().role == Role.BIDDER
    assert EmailAddress.objects.get(user=user).verified
    assert log_in(client, "noa@exemple.fr").status_code == 302


def test_the_journal_tells_the_offer_and_the_answer(client: Client, organisation: Organisation) -> None:
    client.post(path_of(invited(organisation)), NEWCOMER)
    kinds = list(Event.objects.values_list("kind", flat=True))
    assert kinds == [EventKind.MEMBER_INVITED, EventKind.USER_REGISTERED, EventKind.ROLE_GRANTED]
    assert "noa@exemple.fr" not in str(Event.objects.first().payload)  # type: ignore[union-attr]


def test_who_has_an_account_accepts_with_it(client: Client, organisation: Organisation) -> None:
    user = make_user()
    path = path_of(invited(organisation, user.email))
    assert reverse("account_login") in client.get(path).content.decode()
    client.force_login(user)
    client.post(path)
    assert user.memberships.get().organisation == organisation


def test_somebody_else_cannot_accept(client: Client, organisation: Organisation) -> None:
    stranger = make_user()
    path = path_of(invited(organisation))
    client.force_login(stranger)
    assert "est adressée à noa@exemple.fr" in client.get(path).content.decode()
    assert "adressée à une autre personne" in client.post(path, follow=True).content.decode()
    assert not stranger.memberships.exists()
    assert Invitation.objects.exists()


def test_a_link_serves_once(client: Client, organisation: Organisation) -> None:
    path = path_of(invited(organisation))
    client.post(path, NEWCOMER)
    assert client.post(path, NEWCOMER).status_code == 410


def test_a_link_expires_by_the_clock_of_the_database(client: Client, organisation: Organisation) -> None:
    invitation = invited(organisation)
    Invitation.objects.update(created_at=Now() - Invitation.LIFETIME - timedelta(seconds=1))
    assert client.get(path_of(invitation)).status_code == 410


def test_a_forged_link_opens_nothing(client: Client, organisation: Organisation) -> None:
    path = path_of(invited(organisation))
    assert client.get(path.replace(path[-5:], "AAAA/")).status_code == 410


def test_a_withdrawn_link_opens_nothing(client: Client, organisation: Organisation) -> None:
    invitation = invited(organisation)
    client.force_login(invitation.invited_by or make_user())
    client.post(reverse("accounts:withdraw_invitation", args=[organisation.pk, invitation.pk]))
    assert Client().get(path_of(invitation)).status_code == 410
    assert Event.objects.filter(kind=EventKind.INVITATION_WITHDRAWN).exists()


def test_the_offer_falls_with_the_rights_of_its_author(client: Client, organisation: Organisation) -> None:
    invitation = invited(organisation)
    member(organisation, Role.ADMINISTRATOR)
    assert invitation.invited_by
    revoke_role(membership=invitation.invited_by.memberships.get(), actor=None)
    client.post(path_of(invitation), NEWCOMER)
    assert not User.objects.filter(email="noa@exemple.fr").exists()


def test_a_new_offer_replaces_the_one_before(client: Client, organisation: Organisation) -> None:
    first = invited(organisation)
    second = invited(organisation)
    assert client.get(path_of(first)).status_code == 410
    assert client.get(path_of(second)).status_code == 200


@pytest.mark.parametrize("password", ["court", "noa@exemple.fr"])
def test_a_weak_password_is_refused(client: Client, organisation: Organisation, password: str) -> None:
    weak = {**NEWCOMER, "password1": password, "password2": password}
    answer = client.post(path_of(invited(organisation)), weak)
    assert answer.status_code == 200
    assert 'value="Noa Nouvelle"' in answer.content.decode()
    assert not User.objects.filter(email="noa@exemple.fr").exists()
