"""Double authentication by an application, and its recovery codes."""

import re
import time
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.people import PASSWORD, make_user

from .conftest import log_in, prove

pytestmark = pytest.mark.django_db


def code_of(secret: str, offset_seconds: int = 0) -> str:
    """The code that an application shows (RFC 6238, periods of 30 seconds)."""
    return str(format_hotp_value(hotp_value(secret, int(time.time() + offset_seconds) // 30)))


def activate(client: Client) -> str:
    url = reverse("mfa_activate_totp")
    page = client.get(url).content.decode()
    found = re.search(r'id="cle-totp">\s*([A-Z2-7]+)', page)
    assert found
    answer = client.post(url, {"code": code_of(found[1])})
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    return found[1]


@pytest.fixture
def user(client: Client) -> User:
    person = make_user()
    log_in(client, person.email)
    prove(client)
    EmailAddress.objects.update_or_create(
        user=person, email=person.email, defaults={"verified": True, "primary": True}
    )
    return person


def second_step(user: User) -> tuple[Client, Any]:
    browser = Client()
    answer = log_in(browser, user.email)
    assert answer["Location"] == reverse("mfa_authenticate")
    return browser, answer


def test_the_code_to_photograph_needs_no_other_host(client: Client, user: User) -> None:
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    assert 'src="data:image/svg+xml;base64,' in page


def test_the_password_alone_is_no_longer_enough(client: Client, user: User) -> None:
    activate(client)
    browser, _ = second_step(user)
    assert browser.get(reverse("accounts:profile")).status_code == 302
    wrong = browser.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Ce code est inexact" in wrong.content.decode()


def test_the_code_opens_the_session_once(client: Client, user: User) -> None:
    code = code_of(activate(client))
    browser, _ = second_step(user)
    assert browser.post(reverse("mfa_authenticate"), {"code": code})["Location"] == reverse("home")
    assert browser.get(reverse("accounts:profile")).status_code == 200
    thief, _ = second_step(user)
    answer = thief.post(reverse("mfa_authenticate"), {"code": code})
    assert "Ce code est inexact" in answer.content.decode()


def test_a_recovery_code_serves_once(client: Client, user: User) -> None:
    activate(client)
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    code = re.findall(r'<li class="fingerprint">\s*(\w+)', page)[0]
    browser, _ = second_step(user)
    assert browser.post(reverse("mfa_authenticate"), {"code": code})["Location"] == reverse("home")
    again, _ = second_step(user)
    assert again.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200


def test_the_codes_are_downloaded_as_text(client: Client, user: User) -> None:
    activate(client)
    answer = client.get(reverse("mfa_download_recovery_codes"))
    assert "attachment" in answer["Content-Disposition"]
    assert len(answer.content.decode().split()) == 10


def test_new_codes_replace_the_old(client: Client, user: User) -> None:
    activate(client)
    before = client.get(reverse("mfa_download_recovery_codes")).content
    client.post(reverse("mfa_generate_recovery_codes"))
    assert client.get(reverse("mfa_download_recovery_codes")).content != before


def test_codes_are_not_tried_without_end(client: Client, user: User) -> None:
    activate(client)
    browser, _ = second_step(user)
    for _ in range(5):
        browser.post(reverse("mfa_authenticate"), {"code": "000000"})
    answer = browser.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Trop d’essais" in answer.content.decode()


def test_it_is_deactivated_by_its_owner(client: Client, user: User) -> None:
    activate(client)
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    assert log_in(Client(), user.email)["Location"] == reverse("home")


def test_an_old_session_proves_itself_again(client: Client, user: User) -> None:
    activate(client)
    session = client.session
    session["account_authentication_methods"] = []
    session.save()
    answer = client.get(reverse("mfa_view_recovery_codes"))
    assert answer.status_code == 302
    assert "confirmer" in answer["Location"]
    proof = client.post(answer["Location"], {"password": PASSWORD})
    assert proof.status_code == 302


def test_an_unverified_address_comes_first(client: Client, user: User) -> None:
    EmailAddress.objects.filter(user=user).update(verified=False)
    page = client.get(reverse("mfa_activate_totp"), follow=True).content.decode()
    assert "Vérifiez d’abord votre adresse" in page
