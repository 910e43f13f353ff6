"""Every page of sign-in is ours: in our frame, in French, with nothing inline, under the content policy."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts import sign_in_urls
from accounts.enums import OrganisationKind, Role
from accounts.models import User
from tests.people import make_organisation, make_user, member

from .conftest import log_in, prove

pytestmark = pytest.mark.django_db

OPEN = [
    "account_login",
    "account_logout",
    "account_inactive",
    "account_email_verification_sent",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "accounts:register",
]
SIGNED_IN = [
    "account_logout",
    "account_reauthenticate",
    "account_change_password",
    "account_email",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "accounts:profile",
    "accounts:rename",
    "accounts:tokens",
]
#: Words of allauth's own pages, in English or in its French.
FOREIGN = r"Sign |Password|Email|Submit|Menu:|e-mail|Confirm |Remember"


def check(answer: object) -> None:
    page = answer.content.decode()  # type: ignore[attr-defined]
    assert '<html lang="fr">' in page
    assert '<span class="site-name-main">Appels d’offres</span>' in page
    assert "Navigation principale" in page
    text = re.sub(r"<[^>]+>", " ", page.split("<main", 1)[1].split("</main>")[0])
    assert not re.search(FOREIGN, text), re.search(FOREIGN, text)
    check_policy(answer, page)


def check_policy(answer: object, page: str) -> None:
    assert not re.findall(r"\sstyle=|<style|\son\w+=|javascript:", page)
    scripts = re.findall(r"<script[^>]*>", page)
    assert all("src=" in script or 'type="application/json"' in script for script in scripts)
    policy = answer["Content-Security-Policy"]  # type: ignore[index]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer["X-Frame-Options"] == "DENY"  # type: ignore[index]
    assert answer["Referrer-Policy"] == "same-origin"  # type: ignore[index]


@pytest.mark.parametrize("name", OPEN)
def test_pages_for_visitors(client: Client, name: str) -> None:
    if name == "account_logout":
        client.force_login(make_user())
    check(client.get(reverse(name)))


def signed_in_auditor(client: Client) -> User:
    user = member(make_organisation(OrganisationKind.OVERSIGHT), Role.AUDITOR)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    log_in(client, user.email)
    prove(client)
    return user


@pytest.mark.parametrize("name", SIGNED_IN)
def test_pages_for_signed_in_people(client: Client, name: str) -> None:
    signed_in_auditor(client)
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    check(answer)


@pytest.mark.parametrize(
    "name", ["mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp"]
)
def test_pages_of_a_protected_account(client: Client, name: str) -> None:
    user = signed_in_auditor(client)
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    assert Authenticator.objects.count() == 2
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    check(answer)


def test_the_page_of_wrong_links(client: Client) -> None:
    check(client.get(reverse("account_confirm_email", args=["faux"])))
    check(client.get(reverse("account_reset_password_from_key", args=["a", "faux"])))


@pytest.mark.parametrize(
    "name",
    [
        "account_set_password",
        "account_confirm_login_code",
        "account_request_login_code",
        "mfa_login_webauthn",
        "mfa_signup_webauthn",
        "mfa_trust",
        "socialaccount_connections",
    ],
)
def test_other_pages_of_allauth_do_not_exist(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("path", ["login/", "signup/", "password/set/", "3rdparty/", "2fa/"])
def test_the_addresses_of_allauth_do_not_exist(client: Client, path: str) -> None:
    assert client.get(f"/compte/{path}").status_code == 404


def test_every_listed_address_has_a_name() -> None:
    assert all(getattr(entry, "name", True) for entry in sign_in_urls.urlpatterns)
