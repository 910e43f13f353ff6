"""The forms of the declarations: one question a name, none answered in advance."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BoundField

from .names import Party
from .services import SHORTEST_EXPLANATION, SHORTEST_MEASURE, Answer

NONE, INTEREST = "none", "interest"
UNEXPLAINED = "Expliquez cet intérêt : avec qui, de quelle nature, depuis quand."
CONTRADICTORY = "Vous avez décrit un intérêt et répondu « aucun » : gardez l’un ou l’autre."


class SignForm(forms.Form):
    """For each name: none, or an interest with its explanation; and one's word."""

    on_honour = forms.BooleanField(
        label="Je déclare sur l’honneur que ces réponses sont sincères et complètes, à ma connaissance.",
        error_messages={"required": "Cochez cette case pour signer."},
    )

    def __init__(self, *args: Any, parties: Sequence[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties = parties
        for one in parties:
            self.fields[one.field] = answer_field(one)
            self.fields[explained(one)] = explanation_field()

    def questions(self) -> list[tuple[BoundField, BoundField]]:
        return [(self[one.field], self[explained(one)]) for one in self.parties]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for one in self.parties:
            said, text = values.get(one.field), values.get(explained(one), "")
            if said == INTEREST and not text:
                self.add_error(explained(one), UNEXPLAINED)
            if said == NONE and text:
                self.add_error(one.field, CONTRADICTORY)
        return values

    def answers(self) -> list[Answer]:
        return [Answer(one.key, self.cleaned_data[explained(one)]) for one in self.parties]


class LaterForm(forms.Form):
    """An interest that appeared, or was understood, after the signature."""

    party = forms.ChoiceField(label="À propos de")
    explanation = forms.CharField(
        label="L’intérêt",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"{SHORTEST_EXPLANATION} caractères au moins. Vous ne lirez plus les offres.",
    )

    def __init__(self, *args: Any, parties: Sequence[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [(one.key, one.name) for one in parties]  # type: ignore[attr-defined]

    def answer(self) -> Answer:
        return Answer(self.cleaned_data["party"], self.cleaned_data["explanation"])


class LiftForm(forms.Form):
    declaration = forms.IntegerField(widget=forms.HiddenInput)
    measure = forms.CharField(
        label="Mesure et motifs",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=(
            f"{SHORTEST_MEASURE} caractères au moins : pourquoi l’intérêt ne peut pas influencer "
            "la procédure, et ce qui est mis en place. Ils sont inscrits au journal."
        ),
    )


def explained(one: Party) -> str:
    return f"{one.field}-interet"


def answer_field(one: Party) -> forms.ChoiceField:
    siret = f"SIRET {one.siret}, " if one.siret else ""
    return forms.ChoiceField(
        label=one.name,
        help_text=f"{siret}{one.part}",
        widget=forms.RadioSelect,
        choices=[(NONE, "Aucun intérêt"), (INTEREST, "Un intérêt, expliqué ci-dessous")],
        error_messages={"required": "Répondez à propos de ce nom."},
    )


def explanation_field() -> forms.CharField:
    return forms.CharField(
        label="L’intérêt, s’il y en a un",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Emploi présent ou passé, parent, parts, mandat, bénévolat, litige…",
    )
