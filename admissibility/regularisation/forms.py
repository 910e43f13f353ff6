"""The forms of a regularisation: ask, answer, examine."""

import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms import BoundField

from bids.enums import FileRole
from bids.forms import documents_field, incoming
from bids.incoming import IncomingFile

from .candidates import Askable
from .services import Asked, Terms
from .services.requests import LONGEST_NOTE


class RequestForm(forms.Form):
    """One box a point: a point that is ticked is asked of all whom it concerns."""

    due_at = forms.DateTimeField(
        label="Réponses attendues avant le (heure de Paris)",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="Le même délai pour tous, approprié à ce qui est demandé. L’horloge du serveur fait foi.",
    )
    short_accepted = forms.BooleanField(label="Un délai de moins d’un jour ouvré est voulu", required=False)

    def __init__(self, *args: Any, points: Sequence[Askable], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.points = points
        for one in points:
            self.fields[f"ask-{one.key}"] = forms.BooleanField(
                label=f"{one.title} : demander à tous les soumissionnaires concernés", required=False
            )
            self.fields[f"note-{one.key}"] = forms.CharField(
                label="Précision, la même pour tous",
                required=False,
                max_length=LONGEST_NOTE,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def rows(self) -> Iterator[tuple[Askable, BoundField, BoundField]]:
        """Each point with its two fields, for the template."""
        for one in self.points:
            yield one, self[f"ask-{one.key}"], self[f"note-{one.key}"]

    def wanted(self) -> list[Asked]:
        values = self.cleaned_data
        return [
            Asked(
                key=one.key,
                bids=frozenset(whom.bid.pk for whom in one.concerned),
                note=values[f"note-{one.key}"],
            )
            for one in self.points
            if values[f"ask-{one.key}"]
        ]

    def terms(self) -> Terms:
        values = self.cleaned_data
        return Terms(values["due_at"], short_accepted=values["short_accepted"])


class AnswerForm(forms.Form):
    """``key`` makes a sending unique: sent twice, it gives the same receipt."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    text = forms.CharField(
        label="Votre réponse",
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Répondez point par point. Le texte est conservé fermé, comme les documents.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"key": str(uuid.uuid4())})
        super().__init__(*args, **kwargs)
        self.fields["documents"] = documents_field("Documents")

    def text_sent(self) -> str:
        return str(self.cleaned_data["text"]).replace("\r\n", "\n").strip()

    def incoming_files(self) -> list[IncomingFile]:
        return [incoming(file, FileRole.DOCUMENT) for file in self.cleaned_data.get("documents") or []]


class ExamineForm(forms.Form):
    outcome = forms.ChoiceField(
        label="La réponse",
        widget=forms.RadioSelect,
        choices=[("yes", "satisfait ce point"), ("no", "ne satisfait pas ce point")],
    )
    reason = forms.CharField(label="Pourquoi", widget=forms.Textarea(attrs={"rows": 3}))
