"""What an officer types to change a published consultation."""

from datetime import datetime
from typing import Any

from django import forms

from ui.formatting import date_paris

from ..law.amendments import RULES
from .amendment import SHORT_EXTENSION

#: The number of the version that the page showed fits a small integer.
MOST_VERSIONS = 32_767
KNOWN_CODES = {SHORT_EXTENSION, *(rule.code for rule in RULES)}

#: What becomes of the questions when their limit is left alone: closed already, or still open.
STAYS = {
    True: "Sinon, elle reste fixée au {}.",
    False: "Elle est passée depuis le {}. Cochez pour rouvrir les questions jusqu’à la nouvelle fin.",
}


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
    moves_questions = forms.BooleanField(required=False)
    reason = reason("Publié, et envoyé par courriel à toutes les personnes concernées.")

    def __init__(self, *args: Any, questions_due_at: datetime | None, now: datetime, **options: Any) -> None:
        """``questions_due_at``: the limit that the buyer set; without one, nothing is left to choose."""
        super().__init__(*args, **options)
        if questions_due_at is None:
            del self.fields["moves_questions"]
            return
        asked = self.fields["moves_questions"]
        asked.initial = now < questions_due_at
        asked.label = "Repousser d’autant la fin des questions"
        asked.help_text = STAYS[now < questions_due_at].format(date_paris(questions_due_at))


class AmendForm(SeenForm):
    """``copy_seen`` and ``read``: which copy, and which warnings, the page showed."""

    copy_seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    deadline_at = moment(
        "Date limite de remise des offres (heure de Paris)",
        "L’actuelle ou plus tard ; plus tard si un changement est important (R. 2151-4, 2°).",
    )
    reason = reason("Publié avec la comparaison, et envoyé par courriel à toutes les personnes concernées.")
    read = forms.CharField(widget=forms.HiddenInput, required=False, max_length=400)
    acknowledge = forms.BooleanField(
        label="J’ai lu ces avertissements et je publie cette modification en connaissance de cause",
        required=False,
    )

    def __init__(self, *args: Any, former: datetime | None, warned: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.former = former
        if not warned and not self.data.get("read"):
            del self.fields["acknowledge"]

    def clean_deadline_at(self) -> datetime:
        """The browser's control has no seconds: a deadline left alone keeps its own."""
        typed: datetime = self.cleaned_data["deadline_at"]
        is_left = self.former and typed == self.former.replace(second=0, microsecond=0)
        return self.former if is_left and self.former else typed

    def publication(self) -> dict[str, Any]:
        """Return what the service takes."""
        typed = dict(self.cleaned_data)
        read, is_ticked = typed.pop("read").split(), typed.pop("acknowledge", False)
        typed["acknowledged"] = [code for code in read if is_ticked and code in KNOWN_CODES]
        return typed


def values(form: forms.Form) -> dict[str, Any]:
    return dict(form.cleaned_data)
