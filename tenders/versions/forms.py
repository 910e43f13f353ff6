"""What an officer types to change a published consultation."""

from typing import Any

from django import forms

#: The number of the version that the page showed fits a small integer.
MOST_VERSIONS = 32_767


def moment(label: str, help_text: str) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, help_text=help_text)


def reason(help_text: str) -> forms.CharField:
    return forms.CharField(
        label="Motif",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=help_text,
    )


class SeenForm(forms.Form):
    """A form that says which version its page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST_VERSIONS)


class PostponeForm(SeenForm):
    deadline_at = moment(
        "Nouvelle date limite de remise des offres (heure de Paris)",
        "Plus tard que l’actuelle. C’est l’horloge du serveur qui fait foi, à la seconde.",
    )
    reason = reason("Publié, et envoyé par courriel à toutes les personnes concernées.")


def values(form: forms.Form) -> dict[str, Any]:
    return dict(form.cleaned_data)
