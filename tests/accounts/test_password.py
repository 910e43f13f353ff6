"""Changing a password, and choosing a new one after forgetting it."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.people import PASSWORD, make_user

from .conftest import log_in

pytestmark = pytest.mark.django_db
NEW = "encore-un-mot-de-passe"
TWICE = {"password1": NEW, "password2": NEW}


def link_in_letter() -> str:
    found = re.search(r"https?://[^/]+(/compte/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def test_the_current_password_is_asked_for(client: Client) -> None:
    user = make_user()
    log_in(client, user.email)
    url = reverse("account_change_password")
    assert "mot de passe actuel" in client.post(url, {"oldpassword": "faux", **TWICE}).content.decode()
    client.post(url, {"oldpassword": PASSWORD, **TWICE})
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_a_change_closes_the_other_sessions_and_is_told_by_mail(client: Client) -> None:
    user = make_user()
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    elsewhere = Client()
    for browser in (client, elsewhere):
        log_in(browser, user.email)
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **TWICE})
    assert elsewhere.get(reverse("accounts:profile")).status_code == 302
    assert mail.outbox[-1].subject == "[Appels d’offres] Votre mot de passe a changé"


def test_a_forgotten_password_is_replaced_by_the_link(client: Client) -> None:
    user = make_user()
    client.post(reverse("account_reset_password"), {"email": user.email})
    form = client.get(link_in_letter(), follow=True)
    page = client.post(form.request["PATH_INFO"], TWICE, follow=True).content.decode()
    assert "Votre mot de passe est enregistré" in page
    assert log_in(client, user.email, NEW).status_code == 302


def test_the_link_serves_once(client: Client) -> None:
    client.post(reverse("account_reset_password"), {"email": make_user().email})
    link = link_in_letter()
    form = client.get(link, follow=True)
    client.post(form.request["PATH_INFO"], TWICE)
    assert "ne vaut plus rien" in Client().get(link, follow=True).content.decode()


def test_a_known_and_an_unknown_address_get_the_same_answer(client: Client) -> None:
    url = reverse("account_reset_password")
    known = client.post(url, {"email": make_user().email})
    unknown = client.post(url, {"email": "inconnu@exemple.fr"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [letter.subject for letter in mail.outbox] == [
        "[Appels d’offres] Choisir un nouveau mot de passe",
        "[Appels d’offres] Aucun compte à cette adresse",
    ]


def test_a_disabled_account_gets_no_link(client: Client) -> None:
    user = make_user()
    User.objects.filter(pk=user.pk).update(is_active=False)
    client.post(reverse("account_reset_password"), {"email": user.email})
    assert "/oublie/" not in mail.outbox[-1].body
