"""Too many attempts: a page that says how long to wait, counted in the real cache."""

import re
import time

import pytest
from django.test import Client
from django.urls import reverse

from tests.people import make_user

from .conftest import log_in

pytestmark = pytest.mark.django_db


def test_the_sixth_wrong_password_is_not_even_tried(client: Client) -> None:
    user = make_user()
    tried = [log_in(client, user.email, "autre-chose-de-long").status_code for _ in range(5)]
    assert tried == [200] * 5
    right = log_in(client, user.email)
    assert right.status_code == 429
    assert client.get(reverse("accounts:profile")).status_code == 302


def test_another_address_of_the_network_does_not_help() -> None:
    user = make_user()
    for number in range(5):
        log_in(Client(REMOTE_ADDR=f"192.0.2.{number}"), user.email, "autre-chose-de-long")
    assert log_in(Client(REMOTE_ADDR="192.0.2.99"), user.email).status_code == 429


def test_the_page_says_how_long_to_wait(client: Client) -> None:
    user = make_user()
    for _ in range(5):
        log_in(client, user.email, "autre-chose-de-long")
    answer = log_in(client, user.email)
    page = answer.content.decode()
    assert "Trop d’essais en peu de temps" in page
    assert re.search(r"recommencer dans <strong>(5\smin|4\smin\s\d+\ss)</strong>", page)
    assert 240 < int(answer["Retry-After"]) <= 300


def test_other_accounts_are_not_locked_with_it(client: Client) -> None:
    user, other = make_user(), make_user()
    for _ in range(6):
        log_in(client, user.email, "autre-chose-de-long")
    assert log_in(client, other.email).status_code == 302


def test_one_visitor_cannot_try_many_accounts(client: Client) -> None:
    tried = [log_in(client, f"personne{n}@exemple.fr", "autre-chose").status_code for n in range(11)]
    assert tried == [200] * 10 + [429]


def test_right_passwords_are_not_counted(client: Client) -> None:
    user = make_user()
    assert {log_in(Client(), user.email).status_code for _ in range(8)} == {302}


def test_the_wait_ends_when_the_oldest_attempt_is_forgotten(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = make_user()
    for _ in range(6):
        log_in(client, user.email, "autre-chose-de-long")
    later = time.time() + 301
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: later)
    assert log_in(client, user.email).status_code == 302


@pytest.mark.parametrize(
    ("name", "data", "limit"),
    [
        ("account_reset_password", {"email": "inconnu@exemple.fr"}, 5),
        ("accounts:register", {"email": "x"}, 20),
    ],
)
def test_other_pages_have_limits_of_a_minute(
    client: Client, name: str, data: dict[str, str], limit: int
) -> None:
    for _ in range(limit):
        assert client.post(reverse(name), data).status_code in {200, 302}
    answer = client.post(reverse(name), data)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 60
