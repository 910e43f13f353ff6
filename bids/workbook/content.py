"""What was read in a bidder's workbook: immutable values, and their JSON form (schema "bid-content/2")."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final, Self

from bids.applications.content import ApplicationContent, Subcontractor
from bids.workbook.json_form import plain, typed_record

SCHEMA: Final = "bid-content/2"
#: Content stored before applications were read: it is history, and stays as it was written.
FIRST_SCHEMA: Final = "bid-content/1"
#: What a stored subcontractor gained with the second schema: the data of its DC4, not said before.
_DC4: Final = {
    "payment_terms": "",
    "direct_payment": None,
    "relies_on_capacities": None,
    "no_exclusion_declared": False,
}

__all__ = ["Absence", "BidContent", "Evidence", "PriceLine", "Shift", "Subcontractor", "Team"]


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
    """A workbook without one error. Orders are those of the sheets; prices follow the lot's price lines.

    application: None when neither the sheets nor an ESPD say who applies, which an older workbook does.
    """

    tender_reference: str
    lot_number: int
    fingerprint: str
    teams: tuple[Team, ...]
    shifts: tuple[Shift, ...]
    absences: tuple[Absence, ...]
    subcontractors: tuple[Subcontractor, ...]
    evidence: tuple[Evidence, ...]
    prices: tuple[PriceLine, ...]
    application: ApplicationContent | None = None

    @property
    def total_price_eur(self) -> Decimal:
        """Exact, never rounded: euros without VAT over the whole duration covered by the quantities."""
        return sum((line.amount_eur for line in self.prices), Decimal(0))

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready: Decimal become strings, tuples lists; the subcontractors are written once."""
        application = self.application and replace(self.application, subcontractors=())
        return {"schema": SCHEMA, **plain(replace(self, application=application))}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Raise ValueError on another schema, a missing or unknown field, or a value of another type."""
        content = typed_record(cls, _current(data))
        if content.application is None:
            return content
        application = replace(content.application, subcontractors=content.subcontractors)
        return replace(content, application=application)


def _current(data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of the second schema, from either."""
    fields = {key: value for key, value in data.items() if key != "schema"}
    if data.get("schema") == SCHEMA:
        return fields
    if data.get("schema") != FIRST_SCHEMA or "application" in fields:
        raise ValueError(f"schema: {SCHEMA!r} expected, {data.get('schema')!r} found")
    subcontractors = [_with_dc4(one) for one in fields.get("subcontractors", ())]
    return {**fields, "subcontractors": subcontractors, "application": None}


def _with_dc4(stored: Any) -> dict[str, Any]:
    if not isinstance(stored, Mapping) or stored.keys() & _DC4.keys():
        raise ValueError(f"subcontractors: {stored!r} is not of {FIRST_SCHEMA!r}")
    return {**stored, **_DC4}
