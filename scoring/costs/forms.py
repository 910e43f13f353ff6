"""The form of a new value: in percent, in euros or as a number, as the parameter is."""

from decimal import Decimal
from typing import Any

from django import forms

from scoring.engine.labour_rates import RateKind, RateUnit
from tenders.forms.fields import DecimalField, PercentField

from .services import RateData

ZERO = Decimal(0)


def value_field(kind: RateKind, **options: Any) -> DecimalField:
    """A field that gives the stored unit."""
    if kind.unit is RateUnit.SHARE:
        return PercentField(max_value=Decimal(300), max_digits=6, decimal_places=3, **options)
    unit = "€ brut par heure" if kind.unit is RateUnit.EUR_PER_HOUR else ""
    return DecimalField(unit=unit, min_value=ZERO, max_digits=7, decimal_places=4, **options)


class RateForm(forms.Form):
    applies_from = forms.DateField(
        label="En vigueur depuis",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Sert aux consultations dont la date limite de remise des offres tombe ce jour ou après.",
    )
    source = forms.CharField(
        label="Source",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Le texte et son article, l’accord et sa date : de quoi la retrouver.",
    )
    checked = forms.BooleanField(
        label="J’ai vérifié cette valeur à sa source",
        required=False,
        help_text="Sinon elle est dite « à vérifier ».",
    )
    reason = forms.CharField(
        label="Raison de la saisie",
        max_length=300,
        help_text="Pourquoi cette valeur plutôt que la précédente.",
    )
    field_order = ("value", "value_high", "applies_from", "source", "checked", "reason")

    def __init__(self, *args: Any, kind: RateKind, **options: Any) -> None:
        self.kind = kind
        super().__init__(*args, **options)
        self.fields["value"] = value_field(
            kind, label="Valeur basse", help_text="Le moins que le droit permet : elle fait le plancher bas."
        )
        self.fields["value_high"] = value_field(
            kind,
            label="Valeur haute",
            required=False,
            help_text="Le plus qui soit vraisemblable. Vide : la même.",
        )
        self.order_fields(self.field_order)

    def clean_value_high(self) -> Decimal | None:
        low, high = self.cleaned_data.get("value"), self.cleaned_data.get("value_high")
        if low is not None and high is not None and high < low:
            raise forms.ValidationError("La valeur haute n’est pas inférieure à la valeur basse.")
        return low if high is None else high

    def data_given(self) -> RateData:
        """What the service takes; the form must be valid."""
        given = self.cleaned_data
        return RateData(
            kind=self.kind,
            value=given["value"],
            value_high=given["value_high"],
            applies_from=given["applies_from"],
            source=given["source"],
            to_verify=not given["checked"],
            reason=given["reason"],
        )
