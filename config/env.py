"""Typed readers of the environment: a wrong value stops the start with a sentence, not a traceback later."""

import math
import os
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "true", "yes", "on", "oui"}, {"", "0", "false", "no", "off", "non"}


def text(name: str, default: str | None = None) -> str:
    """Return the variable; without a default it is required."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"La variable d’environnement {name} manque : donnez-lui une valeur.")
    return value


def flag(name: str, *, default: bool = False) -> bool:
    """Return the variable read as a yes or a no."""
    value = os.environ.get(name, "1" if default else "0").strip().lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name}={value!r} : écrivez 1 ou 0.")
    return value in TRUE


def integer(name: str, default: int) -> int:
    """Return the variable read as a whole number."""
    value = os.environ.get(name, str(default))
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}={value!r} : un nombre entier est attendu.") from error


def number(name: str, default: float) -> float:
    """Return the variable read as a number, written with a point."""
    value = os.environ.get(name, str(default))
    try:
        found = float(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}={value!r} : un nombre est attendu (0.002).") from error
    if not math.isfinite(found):
        raise ImproperlyConfigured(f"{name}={value!r} : un nombre fini est attendu (0.002).")
    return found


def words(name: str, default: str = "") -> list[str]:
    """Return the variable split at commas, blanks removed."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def database(name: str = "DATABASE_URL") -> dict[str, object]:
    """Return Django's settings of the PostgreSQL named by a libpq address.

    ``postgresql://user:password@host:port/name?host=/socket/folder`` as libpq reads it.
    """
    url = urlsplit(text(name))
    if url.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured(f"{name} : seule une adresse postgresql:// est acceptée.")
    query = {key: values[-1] for key, values in parse_qs(url.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or query.pop("user", "")),
        "PASSWORD": unquote(url.password or ""),
        "HOST": query.pop("host", url.hostname or ""),
        "PORT": str(url.port or query.pop("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"application_name": "tenders", **query},
    }
