"""What the officers' pages have in common."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest


def show_refusal(request: HttpRequest, form: forms.Form, error: ValidationError, **seen: Any) -> None:
    """Put each message of a service at its field, the others at the top of the page.

    ``seen``: what the page shows from now on, so that it can be sent again once read.
    """
    form.data = {**{name: form.data[name] for name in form.data}, **seen}
    by_field = getattr(error, "error_dict", {})
    for field, problems in by_field.items():
        form.add_error(field, problems)
    if not by_field:
        for message in error.messages:
            messages.error(request, message)
