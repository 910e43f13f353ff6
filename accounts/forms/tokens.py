"""The form of an API token."""

from django import forms

from ..services.tokens import LIFETIMES_DAYS


class TokenForm(forms.Form):
    days = forms.TypedChoiceField(
        label="Durée de validité",
        coerce=int,
        choices=[(days, f"{days} jours") for days in LIFETIMES_DAYS],
        initial=LIFETIMES_DAYS[1],
        widget=forms.RadioSelect,
        help_text="Choisissez la plus courte qui convienne. Un jeton se révoque à tout moment.",
    )
