"""The 168 hours and the twelve months, typed, pasted or taken from a preset."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ..profiles import PRESETS
from .fields import DecimalField, PercentField, WholeField

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
ZERO = Decimal(0)


def read_week(text: str) -> list[Decimal]:
    """Read 168 weights copied from a spreadsheet.

    Accepted: 24 lines of 7 values (hours down, Monday first), 7 lines of 24 (days down), or 168 values in
    any other layout, Monday 0 h first. Raises ValidationError naming what is not a number or missing.
    """
    lines = [re.split(r"[\s;]+", line.strip()) for line in text.strip().splitlines() if line.strip()]
    if len(lines) == 24 and all(len(line) == 7 for line in lines):
        lines = [list(column) for column in zip(*lines, strict=True)]
    words = [word for line in lines for word in line]
    if len(words) != 168:
        raise ValidationError(
            f"Collez 168 valeurs : 24 lignes de 7 jours, ou 7 lignes de 24 heures. Il y en a {len(words)}."
        )
    return [read_weight(number, word) for number, word in enumerate(words)]


def read_weight(number: int, word: str) -> Decimal:
    reader = DecimalField(min_value=ZERO, max_digits=9, decimal_places=4)
    day, hour = divmod(number, 24)
    try:
        value = reader.clean(word)
    except ValidationError as error:
        place = f"{DAYS[day]}, {hour} h"
        raise ValidationError([f"{place} (« {word} ») : {message}" for message in error.messages]) from error
    assert isinstance(value, Decimal)
    return value


class WeekForm(forms.Form):
    """``hour_0`` (Monday 0 h) to ``hour_167``, ``month_0`` to ``month_11``, and the lot's calendar."""

    preset = forms.ChoiceField(
        label="Modèle",
        required=False,
        choices=[("", "Choisir un modèle"), *((code, preset.label) for code, preset in PRESETS.items())],
    )
    paste = forms.CharField(
        label="Valeurs copiées d’un tableur",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text="24 lignes de 7 jours (lundi d’abord), ou 7 lignes de 24 heures ; virgule admise.",
    )
    holiday_multiplier = DecimalField(
        label="Jours fériés",
        min_value=ZERO,
        max_digits=5,
        decimal_places=2,
        width="5",
        help_text="Multiplicateur du volume d’un jour férié : 1 s’il ne change rien.",
    )
    event_days = WholeField(
        label="Jours d’événement par an",
        unit="jours",
        width="4",
        min_value=0,
        max_value=366,
        help_text="Campagne, émission : des jours où le volume monte.",
    )
    event_multiplier = DecimalField(
        label="Multiplicateur de ces jours", min_value=ZERO, max_digits=5, decimal_places=2, width="5"
    )
    yearly_volume_cv = PercentField(
        label="Incertitude du volume annuel",
        decimal_places=1,
        max_digits=4,
        help_text="Coefficient de variation : 10 % si le volume de l’année peut s’écarter d’un dixième.",
    )
    weekly_volume_cv = PercentField(
        label="Incertitude du volume hebdomadaire", decimal_places=1, max_digits=4
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for number in range(168):
            day, hour = divmod(number, 24)
            self.fields[f"hour_{number}"] = weight_field(f"{DAYS[day]}, {hour} h")
        for number, month in enumerate(MONTHS):
            self.fields[f"month_{number}"] = weight_field(month)

    def clean_paste(self) -> list[Decimal] | None:
        text = str(self.cleaned_data.get("paste") or "")
        return read_week(text) if text.strip() and self.data.get("action") == "paste" else None

    def clean_preset(self) -> list[Decimal] | None:
        chosen = PRESETS.get(str(self.cleaned_data.get("preset") or ""))
        if self.data.get("action") != "preset":
            return None
        if chosen is None:
            raise ValidationError("Choisissez le modèle à partir duquel remplir la semaine.")
        return chosen.weights()

    def hour_rows(self) -> list[tuple[int, list[forms.BoundField]]]:
        """Return each hour with its seven fields, Monday first."""
        return [(hour, [self[f"hour_{day * 24 + hour}"] for day in range(7)]) for hour in range(24)]

    def months(self) -> list[forms.BoundField]:
        return [self[f"month_{number}"] for number in range(12)]


def weight_field(label: str) -> DecimalField:
    return DecimalField(
        label=label, width="5", min_value=ZERO, max_digits=9, decimal_places=4, required=False
    )


def numbered(name: str, values: Sequence[Decimal]) -> dict[str, Decimal]:
    return {f"{name}_{number}": value for number, value in enumerate(values)}
