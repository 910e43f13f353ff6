"""The forms of a decision; refused when the page they were on is stale."""

from typing import Any

from django import forms

from .enums import OF_A_BID, DecisionKind
from .services import SHORTEST_REASON, Choice

REASONS = (
    f"{SHORTEST_REASON} caractères au moins : les faits, puis la règle. Le soumissionnaire écarté les "
    "connaîtra, et ils entrent au rapport de présentation."
)


class ReasonField(forms.CharField):
    def __init__(self) -> None:
        super().__init__(
            label="Motifs de la décision", widget=forms.Textarea(attrs={"rows": 8}), help_text=REASONS
        )


class DecideForm(forms.Form):
    kind = forms.ChoiceField(
        label="Décision",
        widget=forms.RadioSelect,
        choices=[(kind.value, kind.label) for kind in OF_A_BID],
    )
    reason = ReasonField()
    heard = forms.BooleanField(
        label="Le candidat a pu présenter ses observations (L. 2141-11)",
        required=False,
    )

    def __init__(self, *args: Any, must_hear: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not must_hear:
            del self.fields["heard"]

    def choice(self) -> Choice:
        values = self.cleaned_data
        return Choice(DecisionKind(values["kind"]), values["reason"], heard=values.get("heard", False))


class LateForm(forms.Form):
    reason = ReasonField()
