"""What the pages share."""

from django import forms
from django.core.exceptions import ValidationError


def refuse(form: forms.Form, error: ValidationError) -> None:
    """Put each message at its field, the others at the top; what was typed stays."""
    by_field = getattr(error, "error_dict", None)
    if by_field is None:
        form.add_error(None, error)
        return
    for field, problems in by_field.items():
        form.add_error(field if field in form.fields else None, problems)
