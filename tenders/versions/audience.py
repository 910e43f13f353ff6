"""Who is told that a consultation changed: each stage names those it knows, this one names none."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from accounts.models import User

from ..models import Tender

People = Callable[[Tender], Iterable[User]]
Addresses = Callable[[Tender], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Audience:
    """Some people to tell; ``advice`` is a paragraph that they alone get in their e-mail."""

    people: People
    addresses: Addresses | None = None
    advice: str = ""


_audiences: list[Audience] = []


def register(people: People, *, addresses: Addresses | None = None, advice: str = "") -> None:
    """Have the active people that ``people(tender)`` returns told of every change; called at start-up.

    ``addresses(tender)`` returns addresses without an account.
    """
    audience = Audience(people, addresses, advice)
    if audience not in _audiences:
        _audiences.append(audience)


def people_of(tender: Tender) -> list[User]:
    """Return each person once, in the order of their accounts."""
    found = {user.pk: user for one in _audiences for user in one.people(tender) if user.is_active}
    return [found[key] for key in sorted(found)]


def addresses_of(tender: Tender) -> list[str]:
    """Return the addresses that belong to none of the people told, each once."""
    given = [address for one in _audiences if one.addresses for address in one.addresses(tender)]
    told = {user.email.casefold() for user in people_of(tender)}
    return sorted({address.casefold() for address in given} - told)


def advice_for(tender: Tender, user: User) -> list[str]:
    """Return what this person is told besides."""
    return [one.advice for one in _audiences if one.advice and user in one.people(tender)]
