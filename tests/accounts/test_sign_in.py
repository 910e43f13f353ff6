"""Signing in and out, and what a guesser meets."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.people import make_user

from .conftest import log_in

pytestmark = pytest.mark.django_db


def test_the_right_password_opens_a_session(client: Client) -> None:
    answer = log_in(client, make_user().email)
    assert answer["Location"] == reverse("home")
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_the_address_may_be_typed_in_capitals(client: Client) -> None:
    assert log_in(client, make_user().email.upper()).status_code == 302


def test_a_wrong_password_and_an_unknown_address_look_alike(client: Client) -> None:
    user = make_user()
    wrong = log_in(client, user.email, "autre-chose-de-long").content.decode()
    unknown = log_in(client, "inconnu@exemple.fr", "autre-chose-de-long").content.decode()
    for page in (wrong, unknown):
        assert "L’adresse ou le mot de passe est inexact" in page
    assert body(wrong).replace(user.email, "") == body(unknown).replace("inconnu@exemple.fr", "")


def body(page: str) -> str:
    """The page below its navigation, without the token that differs in each answer."""
    lines = page.split("<main", 1)[1].splitlines()
    return "\n".join(line for line in lines if "csrfmiddlewaretoken" not in line)


def test_an_unknown_address_costs_as_much_work(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []
    monkeypatch.setattr("accounts.models.User.set_password", lambda _, raw: hashed.append(raw))
    log_in(client, "inconnu@exemple.fr", "autre-chose-de-long")
    assert hashed == ["autre-chose-de-long"]


def test_what_was_typed_stays_but_the_password(client: Client) -> None:
    page = log_in(client, "inconnu@exemple.fr", "autre-chose-de-long").content.decode()
    assert 'value="inconnu@exemple.fr"' in page
    assert "autre-chose-de-long" not in page


def test_a_disabled_account_stays_outside(client: Client) -> None:
    user = make_user()
    user.is_active = False
    user.save()
    assert log_in(client, user.email)["Location"] == reverse("account_inactive")
    assert client.get(reverse("accounts:profile")).status_code == 302


def test_a_session_ends_when_the_account_is_disabled(client: Client) -> None:
    user = make_user()
    log_in(client, user.email)
    user.is_active = False
    user.save()
    assert client.get(reverse("accounts:profile"))["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize(
    "elsewhere", ["https://exemple.com/", "//exemple.com/", "javascript:alert(1)", "/\\exemple.com"]
)
def test_signing_in_never_leads_elsewhere(client: Client, elsewhere: str) -> None:
    answer = log_in(client, make_user().email, next=elsewhere)
    assert answer["Location"] == reverse("home")


def test_signing_in_leads_to_the_page_that_was_asked_for(client: Client) -> None:
    answer = log_in(client, make_user().email, next=reverse("accounts:profile"))
    assert answer["Location"] == reverse("accounts:profile")


def test_a_form_of_another_site_is_refused() -> None:
    answer = log_in(Client(enforce_csrf_checks=True), make_user().email)
    assert answer.status_code == 403
    assert "Le formulaire a expiré" in answer.content.decode()


def test_the_cookies_are_out_of_reach_of_scripts_and_other_sites(client: Client) -> None:
    log_in(client, make_user().email)
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == ""


def test_the_cookies_only_travel_encrypted_on_a_public_site(client: Client, settings: Settings) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    log_in(client, make_user().email)
    assert client.cookies["sessionid"]["secure"]


def test_the_session_has_a_new_key_after_signing_in(client: Client) -> None:
    user = make_user()
    client.get(reverse("account_login"))
    client.session["trace"] = 1
    client.session.save()
    before = client.session.session_key
    log_in(client, user.email)
    assert client.session.session_key != before


def test_signing_out_takes_a_confirmation(client: Client) -> None:
    log_in(client, make_user().email)
    assert "Voulez-vous fermer votre session" in client.get(reverse("account_logout")).content.decode()
    assert client.get(reverse("accounts:profile")).status_code == 200
    client.post(reverse("account_logout"))
    assert client.get(reverse("accounts:profile")).status_code == 302
