"""The addresses of an account, and proving that they are one's own."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.enums import OrganisationKind, Role
from accounts.services import create_member
from tests.people import PASSWORD, make_organisation, make_user

from .conftest import log_in, prove

pytestmark = pytest.mark.django_db


def verification_link() -> str:
    found = re.search(r"https?://[^/]+(/compte/adresses/verification/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def test_an_added_address_is_verified_by_its_link(client: Client) -> None:
    user = make_user()
    log_in(client, user.email)
    prove(client)
    client.post(reverse("account_email"), {"action_add": "", "email": "autre@exemple.fr"})
    link = verification_link()
    assert "autre@exemple.fr" in client.get(link).content.decode()
    assert not EmailAddress.objects.get(user=user, email="autre@exemple.fr").verified
    client.post(link)
    assert EmailAddress.objects.get(user=user, email="autre@exemple.fr").verified


def test_a_verified_address_becomes_the_one_to_sign_in_with(client: Client) -> None:
    user = make_user()
    log_in(client, user.email)
    prove(client)
    client.post(reverse("account_email"), {"action_add": "", "email": "autre@exemple.fr"})
    client.post(verification_link())
    client.post(reverse("account_email"), {"action_primary": "", "email": "autre@exemple.fr"})
    user.refresh_from_db()
    assert user.email == "autre@exemple.fr"


def test_a_newcomer_verifies_first_where_the_site_demands_it(
    client: Client, typed: dict[str, str], settings: Settings
) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    client.post(reverse("accounts:register"), typed)
    assert log_in(Client(), typed["email"])["Location"] == reverse("account_email_verification_sent")
    client.post(verification_link())
    assert log_in(Client(), typed["email"])["Location"] == reverse("home")


def test_an_invited_person_has_proved_it_already(client: Client, settings: Settings) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    create_member(
        organisation=make_organisation(OrganisationKind.BUYER),
        email="invitee@exemple.fr",
        password=PASSWORD,
        full_name="Invitée",
        roles=[Role.OFFICER],
    )
    assert log_in(client, "invitee@exemple.fr")["Location"] == reverse("home")


def test_a_wrong_link_says_what_to_do(client: Client) -> None:
    page = client.get(reverse("account_confirm_email", args=["faux"])).content.decode()
    assert "Ce lien a expiré" in page


def test_adding_an_address_takes_the_password_again(client: Client) -> None:
    user = make_user()
    log_in(client, user.email)
    answer = client.post(reverse("account_email"), {"action_add": "", "email": "autre@exemple.fr"})
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert not EmailAddress.objects.filter(user=user, email="autre@exemple.fr").exists()
    client.post(answer["Location"], {"password": PASSWORD})
    assert EmailAddress.objects.filter(user=user, email="autre@exemple.fr").exists()
