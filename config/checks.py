"""Settings that would lose a deposit, open a door or mislead a visitor are refused before the first request.

Errors stop every command that checks (the server's start, ``migrate``); warnings are for ``check`` to show.
"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004
from django.db import connections
from django.http.request import validate_host

SECRET_KEY_CHARACTERS = 50
LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1"}
MAIL_TO_NOWHERE = {"console", "dummy", "locmem", "filebased"}


@register(Tags.security)
def secret_key_is_long(**_: Any) -> list[CheckMessage]:
    """Sessions and the links of invitations are signed with it."""
    if len(settings.SECRET_KEY) >= SECRET_KEY_CHARACTERS:
        return []
    return [
        Error(
            f"SECRET_KEY compte {len(settings.SECRET_KEY)} caractères ; "
            f"il en faut {SECRET_KEY_CHARACTERS} au moins.",
            hint='Tirez-en une : python3 -c "import secrets; print(secrets.token_urlsafe(50))"',
            id="config.E001",
        )
    ]


@register(Tags.security)
def no_debug_in_public(**_: Any) -> list[CheckMessage]:
    """Error pages of DEBUG show settings and data to whoever causes an error."""
    if not (settings.DEBUG and settings.HTTPS):
        return []
    return [
        Error("DEBUG=1 sur un site public (PUBLIC_URL en https).", hint="Retirez DEBUG.", id="config.E002")
    ]


@register(Tags.security)
def public_url_is_served(**_: Any) -> list[CheckMessage]:
    """Links of letters lead to PUBLIC_URL; Django answers 400 there unless ALLOWED_HOSTS names it."""
    host = urlsplit(settings.PUBLIC_URL).hostname or ""
    if host and validate_host(f"[{host}]" if ":" in host else host, settings.ALLOWED_HOSTS):
        return []
    return [
        Error(
            f"PUBLIC_URL={settings.PUBLIC_URL!r} : son nom d’hôte n’est pas dans ALLOWED_HOSTS.",
            hint="Ajoutez-le à ALLOWED_HOSTS, ou corrigez PUBLIC_URL.",
            id="config.E003",
        )
    ]


@register(Tags.security)
def no_clear_text_in_public(**_: Any) -> list[CheckMessage]:
    """Over http anybody on the way reads passwords and bids, and cookies are sent without Secure."""
    if settings.HTTPS or urlsplit(settings.PUBLIC_URL).hostname in LOCAL_HOSTS:
        return []
    return [
        Warning(
            f"PUBLIC_URL={settings.PUBLIC_URL!r} : hors de cette machine, le site doit être servi en https.",
            hint="Placez-le derrière un mandataire TLS (docker-compose.yml) et donnez l’adresse https.",
            id="config.W001",
        )
    ]


@register(Tags.security)
def addresses_are_verified(**_: Any) -> list[CheckMessage]:
    """Without proof of the address anybody opens an account in another's name, and learns who has one."""
    if not settings.HTTPS or settings.ACCOUNT_EMAIL_VERIFICATION == "mandatory":
        return []
    return [
        Warning(
            "Sur un site public, l’adresse électronique d’un nouveau compte doit être vérifiée.",
            hint="Donnez ACCOUNT_EMAIL_VERIFICATION=mandatory.",
            id="config.W002",
        )
    ]


@register()
def mail_leaves(**_: Any) -> list[CheckMessage]:
    """Invitations and new passwords travel by mail."""
    backend = settings.EMAIL_BACKEND.split(".")[-2]
    if not settings.HTTPS or backend not in MAIL_TO_NOWHERE:
        return []
    return [
        Warning(
            f"EMAIL_BACKEND={settings.EMAIL_BACKEND!r} : aucun message ne partira de ce site public.",
            hint="Donnez EMAIL_BACKEND=django.core.mail.backends.smtp.EmailBackend et EMAIL_HOST.",
            id="config.W003",
        )
    ]


@register(Tags.security)
def proxy_is_declared(**_: Any) -> list[CheckMessage]:
    """Behind an undeclared proxy all visitors share its address: one can lock all out of signing in."""
    if not settings.HTTPS or settings.BEHIND_PROXY:
        return []
    return [
        Warning(
            "PUBLIC_URL est en https et BEHIND_PROXY n’est pas donné : "
            "les limites d’essais confondraient tous les visiteurs derrière le mandataire TLS.",
            hint="Donnez BEHIND_PROXY=1, et n’exposez gunicorn qu’au mandataire.",
            id="config.W004",
        )
    ]


@register(Tags.database)
def commits_are_durable(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """A receipt may only be given for what survives a power cut.

    PostgreSQL 17 manual, 28.3 « Asynchronous commit »: off answers before the record is on disk.
    """
    return [message for alias in databases or [] for message in _durability(alias, _shown(alias))]


DURABLE_SETTINGS = ("synchronous_commit", "fsync", "full_page_writes")


def _shown(alias: str) -> dict[str, str]:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(DURABLE_SETTINGS)])
        return dict(cursor.fetchall())


def _durability(alias: str, shown: dict[str, str]) -> list[CheckMessage]:
    off = [name for name, value in shown.items() if value == "off"]
    # A test server may forget its disk; a session that answers too early is a fault of ours everywhere.
    return [_not_durable(alias, name, Error if name == "synchronous_commit" else Warning) for name in off]


def _not_durable(alias: str, name: str, severity: type[Error | Warning]) -> CheckMessage:
    return severity(
        f"PostgreSQL ({alias}) : {name} = off ; une panne pourrait effacer un dépôt reçu.",
        hint=f"Donnez {name} = on au serveur, à la base et au rôle.",
        id="config.E004" if severity is Error else "config.W005",
    )
