"""An auditor's API tokens."""

import pytest
from django.test import Client
from django.urls import reverse
from knox.models import AuthToken

from accounts.enums import OrganisationKind, Role
from accounts.errors import TokenRefusedError
from accounts.models import User
from accounts.services import create_token
from audit.enums import EventKind
from audit.models import Event
from tests.people import make_auditor, make_bidder, make_officer, make_organisation, member

pytestmark = pytest.mark.django_db
URL = "/compte/jetons/"
API = "/api/v1/events/"


def secret_of(page: str) -> str:
    return page.split('id="jeton">', maxsplit=1)[1].split("<", maxsplit=1)[0].strip()


def test_the_secret_is_shown_once_and_only_its_hash_is_kept(client: Client) -> None:
    client.force_login(make_auditor())
    answer = client.post(URL, {"days": "30"})
    secret = secret_of(answer.content.decode())
    assert "no-store" in answer["Cache-Control"]
    token = AuthToken.objects.get()
    assert secret not in (token.digest, token.token_key)
    listed = client.get(URL).content.decode()
    assert secret[:8] in listed
    assert secret not in listed


def test_the_token_opens_the_api_until_it_is_revoked(client: Client) -> None:
    client.force_login(make_auditor())
    secret = secret_of(client.post(URL, {"days": "30"}).content.decode())
    program = Client(headers={"Authorization": f"Token {secret}"})
    assert program.get(API).status_code == 200
    client.post(reverse("accounts:revoke_token", args=[secret[:8]]))
    assert program.get(API).status_code == 401


def test_the_journal_tells_creation_and_revocation(client: Client) -> None:
    auditor = make_auditor()
    client.force_login(auditor)
    secret = secret_of(client.post(URL, {"days": "90"}).content.decode())
    client.post(reverse("accounts:revoke_token", args=[secret[:8]]))
    told = list(Event.objects.values_list("kind", "actor"))
    assert told == [
        (EventKind.API_TOKEN_CREATED, auditor.pk),
        (EventKind.API_TOKEN_REVOKED, auditor.pk),
    ]
    assert secret[:8] not in str(Event.objects.values_list("payload", flat=True))


@pytest.mark.parametrize("days", [30, 90, 365])
def test_a_token_expires_when_it_was_said_to(days: int) -> None:
    token, _ = create_token(actor=make_auditor(), days=days)
    assert (token.expiry - token.created).total_seconds() == pytest.approx(days * 86_400, abs=5)


@pytest.mark.parametrize("make", [make_officer, make_bidder])
def test_only_auditors_have_tokens(client: Client, make: type[User]) -> None:
    client.force_login(make())
    assert client.get(URL).status_code == 403
    assert client.post(URL, {"days": "30"}).status_code == 403
    assert not AuthToken.objects.exists()


def test_a_colleague_without_the_role_has_none(client: Client) -> None:
    client.force_login(member(make_organisation(OrganisationKind.OVERSIGHT), Role.ADMINISTRATOR))
    assert client.get(URL).status_code == 403


def test_another_auditor_cannot_revoke_it(client: Client) -> None:
    token, _ = create_token(actor=make_auditor(), days=30)
    client.force_login(make_auditor())
    assert client.post(reverse("accounts:revoke_token", args=[token.token_key[:8]])).status_code == 404
    assert AuthToken.objects.exists()


@pytest.mark.parametrize("days", ["1", "3650", ""])
def test_another_lifetime_is_refused(client: Client, days: str) -> None:
    auditor = make_auditor()
    client.force_login(auditor)
    assert client.post(URL, {"days": days}).status_code == 200
    with pytest.raises(TokenRefusedError):
        create_token(actor=auditor, days=1)
    assert not AuthToken.objects.exists()


def test_the_eleventh_token_is_refused(client: Client) -> None:
    auditor = make_auditor()
    for _ in range(10):
        create_token(actor=auditor, days=30)
    client.force_login(auditor)
    assert "révoquez-en un d’abord" in client.post(URL, {"days": "30"}).content.decode()
    assert AuthToken.objects.count() == 10
