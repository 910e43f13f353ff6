"""Finding the consultation and the lot of an address; putting refusals where they belong."""

from typing import cast

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.models import User
from bids.interests.access import refusal
from tenders.models import Lot, Tender

from ..permissions import can_read_endings

Form = django_forms.Form


def readable_tender(request: HttpRequest, reference: str) -> Tender:
    tender = get_object_or_404(Tender.objects.select_related("buyer"), reference=reference)
    if not can_read_endings(request.user, tender):
        raise refusal(request.user, tender)
    return tender


def readable_lot(request: HttpRequest, reference: str, number: int) -> Lot:
    tender = readable_tender(request, reference)
    related = ("tender__buyer", "main_cpv", "ess_clause")
    return get_object_or_404(Lot.objects.select_related(*related), tender=tender, number=number)


def person(request: HttpRequest) -> User:
    return cast("User", request.user)


def refused(request: HttpRequest, form: Form | None, error: ValidationError) -> Form | None:
    """Put each message at its field, the others at the top of the page."""
    by_field = getattr(error, "error_dict", {})
    known = {name: problems for name, problems in by_field.items() if form and name in form.fields}
    for field, problems in known.items():
        assert form is not None
        form.add_error(field, problems)
    others = [said for name, one in by_field.items() if name not in known for said in messages_of(one)]
    for said in others if by_field else error.messages:
        messages.error(request, said)
    return form


def messages_of(problems: list[ValidationError]) -> list[str]:
    return [said for one in problems for said in one.messages]
