"""The names of what is published and its values, in French words."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ui.formatting import date_paris, euros, jour, nombre, pourcent

from ..law.amendments import Kind
from ..models import (
    ContactType,
    CpvCode,
    Criterion,
    EssClause,
    EssentialTask,
    Lot,
    MinimumRequirement,
    PriceLine,
    SubcontractingRule,
    SubCriterion,
    Tender,
    WeeklyProfile,
)
from ..profiles import band_shares
from .differences import ABSENT, KEYS, Flat, Path

NOTHING = "—"
OWNERS: Mapping[str, type[models.Model]] = {
    "": Tender,
    "clauses": Tender,
    "lot": Lot,
    "selection": Lot,
    "calendar": Lot,
    "profiles": WeeklyProfile,
    "contact_types": ContactType,
    "requirements": MinimumRequirement,
    "criteria": Criterion,
    "criteria.sub_criteria": SubCriterion,
    "ess": EssClause,
    "subcontracting": SubcontractingRule,
    "subcontracting.essential_tasks": EssentialTask,
    "price_lines": PriceLine,
}
MONTHS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc.")
#: Rows are known by these, before their code.
NAMES = ("label", "name", "title")


@dataclass(frozen=True, slots=True)
class Words:
    """Both sides of a change, as safe HTML."""

    before: SafeString
    after: SafeString


NO_WORDS = Words(SafeString(NOTHING), SafeString(NOTHING))


def silent(value: Any) -> bool:
    return value is ABSENT or value in (None, "", [], {})


def named(flat: Flat, row: Path) -> str:
    """Return the name of a row; « Appels en français » rather than its code."""
    found = (flat.get((*row, name)) for name in NAMES)
    return next((str(name) for name in found if name), row[-1] if (*row, "code") in flat else "")


def owner_of(field: str) -> tuple[type[models.Model], str]:
    """Return the model of a field of the content, and the field's own name."""
    if field in OWNERS:
        return OWNERS[field], ""
    group, _, name = field.rpartition(".")
    return OWNERS.get(group, Tender), name


def label_of(field: str, kind: Kind) -> str:
    """Return « Volume annuel (contacts) », or for a whole row « Type de contact »."""
    model, name = owner_of(field)
    if kind is Kind.MOVED:
        return f"Ordre des {model._meta.verbose_name_plural}"
    said = str(model._meta.verbose_name if not name else verbose(model, name))
    return said[:1].upper() + said[1:]


def verbose(model: type[models.Model], name: str) -> str:
    try:
        return str(getattr(model._meta.get_field(name), "verbose_name", name))
    except FieldDoesNotExist:
        return name.replace("_", " ")


def words_of(field: str, kind: Kind, before: Any, after: Any) -> Words:
    """Return both values of a change, the words that differ marked in a text."""
    model, name = owner_of(field)
    if kind is Kind.MOVED:
        return Words(listed(before), listed(after))
    if kind is not Kind.CHANGED:
        return Words(summary(field, before), summary(field, after))
    if is_text(model, name) and not silent(before) and not silent(after):
        return Words(*marked(str(before), str(after)))
    if name == "weights":
        return Words(*weeks(before or [], after or []))
    return Words(worded(model, name, before), worded(model, name, after))


def listed(names: Iterable[str]) -> SafeString:
    return format_html_join(", ", "{}", ((name,) for name in names))


def summary(field: str, row: Mapping[Path, Any] | None) -> SafeString:
    """Return a whole row in words: « Canal : Appels ; Langue : Français… »."""
    if not row:
        return SafeString(NOTHING)
    told = ((part_of(field, path), value) for path, value in row.items() if not silent(value))
    lines = ((label_of(name, Kind.CHANGED), whole(name, value)) for name, value in told)
    return format_html_join(SafeString("<br>"), "{} : {}", lines)


def part_of(field: str, path: Path) -> str:
    """Return the name of a field of a row, keys of the rows below it left out."""
    steps = [step for index, step in enumerate(path) if index == 0 or path[index - 1] not in KEYS]
    grouped = field == "lot" and steps[0] in OWNERS
    return ".".join(steps if grouped else [field, *steps])


def whole(field: str, value: Any) -> SafeString:
    model, name = owner_of(field)
    return weeks([], value)[1] if name == "weights" else worded(model, name, value)


def is_text(model: type[models.Model], name: str) -> bool:
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    plain = isinstance(field, models.TextField) or type(field) is models.CharField
    return plain and not getattr(field, "choices", None)


def worded(model: type[models.Model], name: str, value: Any) -> SafeString:
    """Return one value as safe HTML."""
    if silent(value):
        return SafeString(NOTHING)
    text = format_html("{}", spelled(model, name, value))
    return SafeString(text.replace("\n", "<br>"))


def spelled(model: type[models.Model], name: str, value: Any) -> str:
    for choice, label in getattr(field_of(model, name), "flatchoices", []):
        if choice == value:
            return str(label)
    if name == "main_cpv":
        return str(CpvCode.objects.filter(pk=value).first() or value)
    if name.endswith("_on"):
        return jour(value if isinstance(value, date) else date.fromisoformat(value))
    return of_kind(model, name, value)


def of_kind(model: type[models.Model], name: str, value: Any) -> str:
    match value:
        case bool():
            return "oui" if value else "non"
        case datetime():
            return date_paris(value)
        case list():
            return ", ".join(with_months(value))
    return counted(name, value) if is_number(model, name, value) else str(value)


def field_of(model: type[models.Model], name: str) -> Any:
    try:
        return model._meta.get_field(name) if name else None
    except FieldDoesNotExist:
        return None


def is_number(model: type[models.Model], name: str, value: Any) -> bool:
    return isinstance(value, int) or isinstance(field_of(model, name), models.DecimalField)


def counted(name: str, value: Any) -> str:
    """Return a number with its unit: a share in percent, an amount in euros."""
    number = Decimal(str(value))
    decimals = max(0, -int(number.as_tuple().exponent))
    if name.endswith("_share"):
        return pourcent(number, max(0, decimals - 2))
    if name.endswith("_eur"):
        return euros(number, decimals)
    return nombre(number, decimals)


def with_months(values: list[Any]) -> list[str]:
    if len(values) != len(MONTHS):
        return [str(value) for value in values]
    return [f"{month} {counted('', value)}" for month, value in zip(MONTHS, values, strict=True)]


def weeks(before: list[Any], after: list[Any]) -> tuple[SafeString, SafeString]:
    """Return the shape of both weeks, and how many hours of the 168 differ."""
    differing = sum(one != other for one, other in zip(before, after, strict=False))
    told = f" ({differing} heure{'s' * (differing > 1)} de la semaine sur 168)" if differing else ""
    return format_html("{}", week(before)), format_html("{}{}", week(after), told)


def week(weights: list[Any]) -> str:
    shares = band_shares([Decimal(str(weight)) for weight in weights])
    return ", ".join(f"{label} : {pourcent(share)}" for label, share in shares) or NOTHING


def marked(before: str, after: str) -> tuple[SafeString, SafeString]:
    """Return both texts, the words taken out and those put in marked as such."""
    old, new = before.split(" "), after.split(" ")
    left, right = list[SafeString](), list[SafeString]()
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        left.append(wrapped("del" if tag != "equal" else "", old[a:b]))
        right.append(wrapped("ins" if tag != "equal" else "", new[c:d]))
    return joined(left), joined(right)


def wrapped(tag: str, words: list[str]) -> SafeString:
    text = " ".join(words)
    if not text or not tag:
        return format_html("{}", text)
    return format_html("<del>{}</del>" if tag == "del" else "<ins>{}</ins>", text)


def joined(parts: list[SafeString]) -> SafeString:
    text = format_html_join(" ", "{}", ((part,) for part in parts if part))
    return SafeString(text.replace("\n", "<br>"))
