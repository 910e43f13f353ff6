"""Bad settings are refused, good ones are not."""

from typing import Any

import pytest
from django.core.checks import CheckMessage, run_checks
from django.db import connection
from pytest_django import Settings

from config import checks

PUBLIC: dict[str, Any] = {
    "HTTPS": True,
    "PUBLIC_URL": "https://consultations.exemple.fr",
    "ALLOWED_HOSTS": ["consultations.exemple.fr"],
    "ACCOUNT_EMAIL_VERIFICATION": "mandatory",
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "BEHIND_PROXY": True,
    "DEBUG": False,
    "SECRET_KEY": "x" * 50,
}


def ours(settings: Settings, **changed: Any) -> list[str]:
    """The ids of our own messages on a good public site with these changes."""
    for name, value in {**PUBLIC, **changed}.items():
        setattr(settings, name, value)
    found: list[CheckMessage] = run_checks()
    return [message.id or "" for message in found if (message.id or "").startswith("config.")]


def test_a_good_public_site_has_no_remark(settings: Settings) -> None:
    assert ours(settings) == []


@pytest.mark.parametrize(
    ("changed", "remark"),
    [
        ({"SECRET_KEY": "x" * 49}, "config.E001"),
        ({"DEBUG": True}, "config.E002"),
        ({"ALLOWED_HOSTS": ["autre.exemple.fr"]}, "config.E003"),
        ({"HTTPS": False, "PUBLIC_URL": "http://consultations.exemple.fr"}, "config.W001"),
        ({"ACCOUNT_EMAIL_VERIFICATION": "optional"}, "config.W002"),
        ({"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}, "config.W003"),
        ({"BEHIND_PROXY": False}, "config.W004"),
    ],
)
def test_each_fault_has_its_remark(settings: Settings, changed: dict[str, Any], remark: str) -> None:
    assert ours(settings, **changed) == [remark]


def test_a_demonstration_on_this_machine_has_no_remark(settings: Settings) -> None:
    local = {"HTTPS": False, "PUBLIC_URL": "http://127.0.0.1:8000", "ALLOWED_HOSTS": ["127.0.0.1"]}
    console = {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    relaxed = {"DEBUG": True, "ACCOUNT_EMAIL_VERIFICATION": "optional", "BEHIND_PROXY": False}
    assert ours(settings, **local, **console, **relaxed) == []


@pytest.mark.django_db
def test_commits_that_answer_too_early_are_refused() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")
    found = checks.commits_are_durable(databases=["default"])
    assert "config.E004" in [message.id for message in found]


@pytest.mark.django_db
def test_durable_commits_are_accepted() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = on")
    found = checks.commits_are_durable(databases=["default"])
    assert "config.E004" not in [message.id for message in found]


def test_without_a_database_nothing_is_asked() -> None:
    assert checks.commits_are_durable(databases=None) == []
