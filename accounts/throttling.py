"""How long somebody must wait who tried too often, read from the very records that refused them."""

import math
import time

from allauth.core.internal.ratelimit import Rate, get_cache_key, get_rates
from django.core.cache import cache
from django.http import HttpRequest

#: The limit of settings.ACCOUNT_RATE_LIMITS, or of allauth, that guards each page; by name of address.
ACTIONS = {
    "account_login": "login",
    "register": "signup",
    "account_change_password": "change_password",
    "account_email": "manage_email",
    "account_reauthenticate": "reauthenticate",
    "mfa_reauthenticate": "reauthenticate",
    "mfa_reauthenticate_webauthn": "reauthenticate",
    "account_reset_password": "reset_password",
    "account_reset_password_from_key": "reset_password_from_key",
}
#: When the record cannot be found, the length of most limits.
A_MINUTE = 60


def seconds_to_wait(request: HttpRequest, action: str = "", key: str | None = None) -> int:
    """Return after how many seconds the action is allowed again, one at least.

    ``action`` is one of allauth's; without it, the one that guards the page of the request.
    ``key`` is what allauth counts by when it counts neither addresses nor people.
    """
    match = request.resolver_match
    name = action or ACTIONS.get(match.url_name or "" if match else "", "")
    rates = get_rates(app="allauth.account", action=name) if name else []
    waits = [_wait(request, name, rate, key) for rate in rates if _is_countable(request, rate, key)]
    return max(1, *waits) if waits and max(waits) > 0 else A_MINUTE


def _is_countable(request: HttpRequest, rate: Rate, key: str | None) -> bool:
    known = {"ip": True, "user": request.user.is_authenticated, "key": key is not None}
    return known[rate.per]


def _wait(request: HttpRequest, action: str, rate: Rate, key: str | None) -> int:
    """Zero when this limit is not reached; else until its oldest recorded attempt no longer counts."""
    name = get_cache_key(request, app="allauth.account", action=action, rate=rate, key=key)
    now = time.time()
    counted = [moment for moment in cache.get(name, []) if moment > now - rate.duration]
    return math.ceil(min(counted) + rate.duration - now) if len(counted) >= rate.amount else 0
