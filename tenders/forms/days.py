"""Days and moments that a consultation can have: real ones, of this century."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

FIRST_YEAR, LAST_YEAR = 2000, 2099
NO_SUCH_DAY = "Ce jour n’existe pas ou n’est pas lisible : écrivez-le 15/01/2027."
NO_SUCH_MOMENT = "Ce moment n’existe pas ou n’est pas lisible : écrivez-le 15/01/2027 12:00."


def of_this_century(value: date | datetime | None) -> None:
    """Raise ValidationError for a year that is surely mistyped."""
    if value is not None and not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValidationError(f"L’année {value.year} est sans doute une faute de frappe : corrigez-la.")


class DayField(forms.DateField):
    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(error_messages={"invalid": NO_SUCH_DAY}, **options)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        of_this_century(value)


class MomentField(forms.DateTimeField):
    """A moment typed in the time of Paris."""

    def __init__(self, **options: Any) -> None:
        attrs = {"type": "datetime-local"}
        options.setdefault("widget", forms.DateTimeInput(attrs=attrs, format="%Y-%m-%dT%H:%M"))
        super().__init__(error_messages={"invalid": NO_SUCH_MOMENT}, **options)

    def validate(self, value: datetime | None) -> None:
        super().validate(value)
        of_this_century(value)
