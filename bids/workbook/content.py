"""What was read in a bidder's workbook: immutable values, and their JSON form (schema "bid-content/1")."""

import dataclasses
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from typing import Any, Final, Self, TypeVar, get_args, get_origin, get_type_hints

SCHEMA: Final = "bid-content/1"

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Team:
    """People who can answer the same contacts.

    employer: "titulaire", or the name of the consortium member or subcontractor that employs them.
    employer_role: "lead", "member" or "subcontractor"; levels: 1, 2, 3; languages: ISO 639-1 codes;
    channels: vocabulary.CHANNEL_LABELS; chat_concurrency: chat sessions that one person holds at once;
    declared_staff: people (not full-time equivalents); contract_hours_per_week: hours a person a week.
    """

    code: str
    employer: str
    employer_role: str
    levels: tuple[int, ...]
    languages: tuple[str, ...]
    channels: tuple[str, ...]
    chat_concurrency: int
    declared_staff: int
    contract_hours_per_week: Decimal
    site: str


@dataclass(frozen=True, slots=True)
class Shift:
    """`headcount` people of a team on duty on each of `days` (0 is Monday, 6 is Sunday).

    start_minute: 0..1439, minutes after midnight of that day, Paris time. end_minute: greater than
    start_minute and at most start_minute + 1440; above 1440 when the shift passes midnight.
    """

    team: str
    days: tuple[int, ...]
    start_minute: int
    end_minute: int
    break_minutes: int
    headcount: int
    site: str


@dataclass(frozen=True, slots=True)
class Absence:
    """Shares of paid time between 0 and 1 (0.08 is 8 %); ramp_up_weeks: weeks before full efficiency."""

    team: str
    absence_share: Decimal
    shrinkage_share: Decimal
    ramp_up_weeks: Decimal


@dataclass(frozen=True, slots=True)
class Subcontractor:
    """A declared subcontractor (article R2193-1): its tasks, and the maximum amount in euros without VAT."""

    name: str
    siret: str
    tasks: str
    levels: tuple[int, ...]
    channels: tuple[str, ...]
    amount_eur: Decimal


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a number of the offer is proved: `figure` in the bidder's words, the document and the page."""

    figure: str
    document: str
    page: str


@dataclass(frozen=True, slots=True)
class PriceLine:
    """The buyer's quantity and the bidder's unit price, euros without VAT."""

    code: str
    quantity: Decimal
    unit_price_eur: Decimal

    @property
    def amount_eur(self) -> Decimal:
        return self.quantity * self.unit_price_eur


@dataclass(frozen=True, slots=True)
class BidContent:
    """A workbook without one error. Orders are those of the sheets; prices follow the lot's price lines."""

    tender_reference: str
    lot_number: int
    fingerprint: str
    teams: tuple[Team, ...]
    shifts: tuple[Shift, ...]
    absences: tuple[Absence, ...]
    subcontractors: tuple[Subcontractor, ...]
    evidence: tuple[Evidence, ...]
    prices: tuple[PriceLine, ...]

    @property
    def total_price_eur(self) -> Decimal:
        """Exact, never rounded: euros without VAT over the whole duration covered by the quantities."""
        return sum((line.amount_eur for line in self.prices), Decimal(0))

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready: Decimal become strings, tuples lists."""
        plain: dict[str, Any] = _plain(asdict(self))
        return {"schema": SCHEMA, **plain}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Raise ValueError on another schema, a missing or unknown field, or a value of another type."""
        if data.get("schema") != SCHEMA:
            raise ValueError(f"schema: {SCHEMA!r} expected, {data.get('schema')!r} found")
        return _record(cls, {key: value for key, value in data.items() if key != "schema"})


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def _record(kind: type[Record], data: Any) -> Record:
    hints = get_type_hints(kind)
    names = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    if not isinstance(data, Mapping) or set(data) != names:
        raise ValueError(f"{kind.__name__}: exactly the fields {sorted(names)} expected")
    return kind(**{name: _typed(hints[name], data[name], name) for name in names})


def _typed(hint: Any, value: Any, name: str) -> Any:
    if get_origin(hint) is tuple and isinstance(value, list):
        return tuple(_typed(get_args(hint)[0], item, name) for item in value)
    if hint is Decimal and isinstance(value, str):
        return _decimal(value, name)
    if hint in {int, str} and type(value) is hint:
        return value
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _record(hint, value)
    raise ValueError(f"{name}: {value!r} is not of the expected type")


def _decimal(value: str, name: str) -> Decimal:
    try:
        number = Decimal(value)
    except ArithmeticError as error:
        raise ValueError(f"{name}: {value!r} is not a decimal number") from error
    if not number.is_finite():
        raise ValueError(f"{name}: {value!r} is not finite")
    return number
