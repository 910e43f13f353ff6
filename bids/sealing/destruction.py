"""Destroying sealed files whose term is over; the later stage that decides it names the rows."""

from collections.abc import Iterable

from ..models import SubmissionFile
from . import store


def destroy(ids: Iterable[str]) -> None:
    """Remove the bytes of these submission files; done twice, it removes nothing more."""
    for ref in SubmissionFile.objects.filter(pk__in=ids).values_list("sealed_ref", flat=True):
        store.discard(ref)
