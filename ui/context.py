"""What every page knows about the site: its name, its version, its banner, its navigation."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from ui.navigation import account_links, main_links

NAME = "Appels d’offres"
FIELD = "centres de contact"


def site(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `site` in every template."""
    return {
        "site": {
            "name": NAME,
            "field": FIELD,
            "version": settings.VERSION,
            "demo": getattr(settings, "DEMO", False),
            "debug": settings.DEBUG,
            "links": main_links(request),
            "account": account_links(request),
        }
    }
