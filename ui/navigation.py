"""The main navigation: what each role finds there. An entry whose page does not exist is left out."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import import_string

EVERYBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Entry:
    """One possible entry. `roles` is empty when everybody sees it, signed in or not."""

    label: str
    url_name: str
    roles: frozenset[str] = EVERYBODY


@dataclass(frozen=True)
class Link:
    """One entry as shown; `current` is the value of aria-current, empty elsewhere."""

    label: str
    url: str
    current: str = ""


#: Those who read a buyer's files; administering an organisation alone opens none.
BUYER = frozenset({"officer", "commission_member", "evaluator"})
MAIN = (
    Entry("Consultations", "tenders:public_list"),
    Entry("Mes consultations", "tenders:officer_list", BUYER | {"auditor"}),
    Entry("Échéances", "procedure:due", BUYER),
    Entry("Archives", "awards:archives", BUYER),
    Entry("Mes dépôts", "bids:my_submissions", frozenset({"bidder"})),
    Entry("Mes questions", "tenders:my_questions", frozenset({"bidder"})),
    Entry("Mes résultats", "awards:my_results", frozenset({"bidder"})),
    Entry("Paramètres de coût", "scoring:labour_rates_index", frozenset({"officer", "auditor"})),
    Entry("Journal", "audit:event_list", frozenset({"officer", "auditor"})),
)
SIGNED_IN = (Entry("Mon compte", "accounts:profile"),)
SIGNED_OUT = (Entry("Se connecter", "account_login"), Entry("Créer un compte", "accounts:register"))


def url_or_none(name: str) -> str | None:
    """The address of a page without arguments, or None when no such page is installed."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


def roles_of(request: HttpRequest) -> Collection[str]:
    """Role codes of the visitor, given by the function that settings.UI_ROLES names (user -> codes)."""
    path = getattr(settings, "UI_ROLES", "")
    if not path or not is_signed_in(request):
        return ()
    provider: Callable[[object], Collection[str]] = import_string(path)
    return provider(request.user)


def is_signed_in(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated)


def _is_under(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))


def _links(entries: Collection[Entry], path: str) -> list[Link]:
    found = [(entry.label, url) for entry in entries if (url := url_or_none(entry.url_name))]
    # The longest address wins, so that a page is never under two entries at once.
    here = max((url for _, url in found if _is_under(path, url)), key=len, default="")
    return [Link(label, url, _current(path, url) if url == here else "") for label, url in found]


def _current(path: str, url: str) -> str:
    return "page" if path == url else "true"


def main_links(request: HttpRequest) -> list[Link]:
    """Entries of the main navigation for this visitor."""
    roles = set(roles_of(request))
    return _links([entry for entry in MAIN if not entry.roles or entry.roles & roles], request.path)


def account_links(request: HttpRequest) -> list[Link]:
    """Entries on the right: sign in and register, or one's own account."""
    return _links(SIGNED_IN if is_signed_in(request) else SIGNED_OUT, request.path)
