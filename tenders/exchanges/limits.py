"""How often one may ask, and have letters sent to an address."""

from allauth.core.internal.ratelimit import consume
from django.http import HttpRequest

#: By person, and for letters by visitor's address and by the address written to.
RATES = {"ask": "20/h/user", "follow": "10/h/ip", "follow_address": "3/d/key"}
APP = "tenders"


def asks_too_often(request: HttpRequest) -> bool:
    return not consume(request, app=APP, action="ask", config=RATES)


def follows_too_often(request: HttpRequest) -> bool:
    return not consume(request, app=APP, action="follow", config=RATES)


def is_written_to_too_often(request: HttpRequest, reference: str, email: str) -> bool:
    """Were several letters sent to this address about this consultation within a day?"""
    key = f"{reference}:{email.lower()}"
    return not consume(request, app=APP, action="follow_address", config=RATES, key=key)
