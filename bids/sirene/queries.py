"""Asking what the last imported extract says of a legal unit."""

from collections.abc import Iterable

from .models import SireneUnit


def lookup(siren: str) -> SireneUnit | None:
    """The unit as last imported; None when no extract held it, which says nothing of it."""
    return lookup_many([siren]).get(siren)


def lookup_many(sirens: Iterable[str]) -> dict[str, SireneUnit]:
    """The known units by SIREN."""
    return SireneUnit.objects.select_related("source").in_bulk(set(sirens))
