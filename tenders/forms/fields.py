"""Fields that read numbers as French people write them."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise

from ..models import CpvCode

BLANKS = re.compile(r"[\s\u00a0\u202f\u2009]+")
NUMBER = re.compile(r"([-+\d.,]*)(.*)", re.DOTALL)
HUNDRED = Decimal(100)
SHOWN = 6


def tidy(value: Any, unit: str = "") -> Any:
    """Return « 6 000 000,50 € » as « 6000000.50 » where the unit is « € HT »; what is not text unchanged."""
    if not isinstance(value, str):
        return value
    number, rest = NUMBER.fullmatch(BLANKS.sub("", value)).groups()  # type: ignore[union-attr]
    known = BLANKS.sub("", unit).startswith(rest)
    return (number if known else number + rest).replace(",", ".")


def plain_decimal(value: Any) -> Any:
    """Return a Decimal without trailing zeros, with a comma; what was typed is given back unchanged."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f").replace(".", ",")
    return value


class DecimalField(forms.DecimalField):
    """A number with a comma or a point, blanks between thousands, its unit after it or not."""

    def __init__(self, *, unit: str = "", width: str = "8", **options: Any) -> None:
        self.unit = unit
        attrs = {"inputmode": "decimal", "data-width": width, **({"data-unit": unit} if unit else {})}
        options.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        return super().to_python(tidy(value, self.unit))

    def prepare_value(self, value: Any) -> Any:
        return plain_decimal(value)


class PercentField(DecimalField):
    """A share (0 to 1) shown and typed as a percentage (0 to 100)."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("min_value", Decimal(0))
        options.setdefault("max_value", HUNDRED)
        options.setdefault("max_digits", 5)
        options.setdefault("decimal_places", 2)
        super().__init__(unit="%", width="5", **options)

    def clean(self, value: Any) -> Decimal | None:
        percentage: Decimal | None = super().clean(value)
        return None if percentage is None else percentage / HUNDRED

    def prepare_value(self, value: Any) -> Any:
        return plain_decimal(value * HUNDRED if isinstance(value, Decimal) else value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(initial * HUNDRED if isinstance(initial, Decimal) else initial, data)


class WholeField(forms.IntegerField):
    """A whole number, blanks between thousands and a unit after it allowed."""

    def __init__(self, *, unit: str = "", width: str = "8", **options: Any) -> None:
        self.unit = unit
        attrs = {"inputmode": "numeric", "data-width": width, **({"data-unit": unit} if unit else {})}
        options.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**options)

    def clean(self, value: Any) -> Any:
        return super().clean(tidy(value, self.unit))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(initial, tidy(data, self.unit))


class CpvField(forms.CharField):
    """A CPV code: typed, chosen among suggestions, or found by words when they name only one."""

    def __init__(self, *, suggestions_url: str | Promise = "", **options: Any) -> None:
        attrs = {"data-combobox-url": suggestions_url, "data-width": "30"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **options)

    def clean(self, value: Any) -> CpvCode | None:
        text = str(super().clean(value)).strip()
        if not text:
            return None
        code = re.match(r"^(\d{8})(-\d)?\b", text)
        if code:
            return known_code(code[1])
        return only_match(text)

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, CpvCode) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


def known_code(code: str) -> CpvCode:
    found = CpvCode.objects.filter(pk=code).first()
    if found is None:
        raise ValidationError(f"Le code {code} n’existe pas dans le vocabulaire CPV 2008.")
    return found


def only_match(words: str) -> CpvCode:
    """Return the only code that these words or digits name. Raises ValidationError listing the others."""
    found = list(CpvCode.objects.search(words)[: SHOWN + 1])
    if not found:
        raise ValidationError(
            f"Aucun code CPV ne contient « {words} ». Essayez un mot plus court ou les premiers chiffres."
        )
    if len(found) > 1:
        listed = " ; ".join(str(code) for code in found[:SHOWN])
        more = " ; et d’autres" if len(found) > SHOWN else ""
        raise ValidationError(f"Plusieurs codes conviennent, saisissez-en un : {listed}{more}.")
    return found[0]


class SubCriteriaField(forms.CharField):
    """Sub-criteria, one a line: « intitulé ; poids »."""

    def clean(self, value: Any) -> list[dict[str, Any]]:
        lines = str(super().clean(value)).splitlines()
        return [sub_criterion(number, line) for number, line in enumerate(lines, 1) if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        shown = DecimalField()
        return "\n".join(f"{part['name']} ; {shown.prepare_value(part['weight'])}" for part in value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


def sub_criterion(number: int, line: str) -> dict[str, Any]:
    name, separator, weight = line.rpartition(";")
    if not separator or not name.strip():
        raise ValidationError(
            f"Ligne {number} : écrivez l’intitulé, un point-virgule, puis le poids ; par exemple "
            "« Formation ; 60 »."
        )
    reader = DecimalField(
        unit="%", min_value=Decimal(0), max_value=Decimal(100), max_digits=5, decimal_places=2
    )
    try:
        return {"name": name.strip()[:200], "weight": reader.clean(weight)}
    except ValidationError as error:
        raise ValidationError([f"Ligne {number} : {message}" for message in error.messages]) from error
