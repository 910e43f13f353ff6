"""What the workbook needs to know of a published lot: plain values that travel as JSON to a child process."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class ContactTypeSpec:
    """One kind of contact: `annual_volume` contacts a year during `duration_months` months."""

    code: str
    label: str
    channel: str  # a key of vocabulary.CHANNEL_LABELS
    language: str  # ISO 639-1 code, "fsl" for French sign language
    level: int
    annual_volume: int
    duration_months: int


@dataclass(frozen=True, slots=True)
class PriceLineSpec:
    """A line of the price schedule: the buyer fixes the quantity, the bidder the price without VAT."""

    code: str
    label: str
    unit: str
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class EarlierVersion:
    """A former version of the consultation, and what changed of the lot since, in words."""

    number: int
    fingerprint: str
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LotSpec:
    """`fingerprint`: SHA-256 (hex) of the published lot; `deadline_label`: as printed, with its time zone."""

    tender_reference: str
    tender_title: str
    lot_number: int
    lot_title: str
    fingerprint: str
    buyer_name: str
    deadline_label: str
    contact_types: tuple[ContactTypeSpec, ...]
    languages: tuple[str, ...]
    essential_tasks: tuple[str, ...]
    price_lines: tuple[PriceLineSpec, ...]
    version: int = 1
    earlier: tuple[EarlierVersion, ...] = ()

    @property
    def levels(self) -> tuple[int, ...]:
        return tuple(sorted({kind.level for kind in self.contact_types}))

    @property
    def channels(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(kind.channel for kind in self.contact_types))

    def to_dict(self) -> dict[str, Any]:
        data = asdict(self)
        for line in data["price_lines"]:
            line["quantity"] = str(line["quantity"])
        return data

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Raise KeyError, TypeError or decimal.InvalidOperation on another shape (no bidder writes it)."""
        values = dict(data)
        values["contact_types"] = tuple(ContactTypeSpec(**kind) for kind in data["contact_types"])
        values["price_lines"] = tuple(
            PriceLineSpec(**{**line, "quantity": Decimal(line["quantity"])}) for line in data["price_lines"]
        )
        values["earlier"] = tuple(
            EarlierVersion(**{**one, "changes": tuple(one["changes"])}) for one in data.get("earlier", ())
        )
        values["languages"] = tuple(data["languages"])
        values["essential_tasks"] = tuple(data["essential_tasks"])
        return cls(**values)
