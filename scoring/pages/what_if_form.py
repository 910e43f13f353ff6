"""The four multipliers as an address or a form carries them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from ..capacity.changes import BOUNDS, Change, decimal_comma, fault_of
from .words import listed


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a slider moves. reach: both ends of the slider; its number may go further, to `BOUNDS`."""

    name: str
    label: str
    hint: str
    reach: tuple[float, float]


QUANTITIES = (
    Quantity("volume", "Volume", "Contacts qui arrivent, tous canaux.", (0.5, 2.0)),
    Quantity(
        "handle_time", "Durée de traitement", "Entretien et saisie, moyenne de tous les contacts.", (0.5, 2.0)
    ),
    Quantity("patience", "Patience", "Attente moyenne avant de raccrocher.", (0.25, 2.0)),
    Quantity("absence", "Absence", "Part des personnes prévues qui ne viennent pas.", (0.0, 3.0)),
)
STEP = "0.05"


class Multiplier(forms.DecimalField):
    """A multiplier with two digits after the point or the comma; empty means unchanged."""

    def __init__(self, quantity: Quantity) -> None:
        low, high = BOUNDS[quantity.name]
        help_text = f"{quantity.hint} Multiplicateur de {decimal_comma(low)} à {decimal_comma(high)}."
        widget = forms.NumberInput(
            attrs={"step": "0.01", "min": f"{low:g}", "max": f"{high:g}", "data-width": "5"}
        )
        super().__init__(
            label=quantity.label,
            help_text=help_text,
            required=False,
            max_digits=5,
            decimal_places=2,
            initial=1,
            widget=widget,
        )
        self.name = quantity.name
        self.error_messages["invalid"] = "Indiquez un nombre, par exemple 1,15."

    def clean(self, value: Any) -> Any:
        return super().clean(str(value or "").replace(",", "."))

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and (fault := fault_of(self.name, float(value))):
            raise forms.ValidationError(fault)


class WhatIfForm(forms.Form):
    """Reads an address such as « ?volume=1.2&absence=1.5 »."""

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        for quantity in QUANTITIES:
            self.fields[quantity.name] = Multiplier(quantity)

    def change(self) -> Change:
        """The change asked, once the form is valid."""
        asked = {name: float(value) for name, value in self.cleaned_data.items() if value is not None}
        return Change(**asked)

    def reason(self) -> str:
        """Every fault in one line; empty when there is none."""
        return " ".join(str(message) for messages in self.errors.values() for message in messages)


def form_of(query: QueryDict) -> WhatIfForm:
    """The form of an address; what it does not name is unchanged."""
    return WhatIfForm({one.name: query.get(one.name, "1") for one in QUANTITIES})


def address_of(change: Change) -> str:
    """« ?volume=1.2 »: what is unchanged is left out; empty for no change."""
    moved = [f"{name}={value:g}" for name, value in change.to_dict().items() if value != 1]
    return f"?{'&'.join(moved)}" if moved else ""


def change_in_words(change: Change) -> str:
    """« volume × 1,2 et absence × 1,5 »."""
    values = change.to_dict()
    moved = [
        f"{one.label.lower()} × {decimal_comma(values[one.name])}"
        for one in QUANTITIES
        if values[one.name] != 1
    ]
    return listed(moved) or "sans changement"
