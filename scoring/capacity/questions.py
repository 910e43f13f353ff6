"""What a lot asks of a capacity: its minimum requirements and its graded margins, as plain values."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from typing import Any, Literal, Self

Measure = Literal["answered_share", "answered_within", "coverage_holes"]
Kind = Literal["requirement", "criterion"]


@dataclass(frozen=True, slots=True)
class Question:
    """One measure of the contacts in a scope; empty strings and None mean all.

    id: stable inside a lot (« exigence-12 », « critere-3 »). threshold_share: least share of a requirement;
    floor_share and target_share: marks 0 and 100 of a criterion. A share of "coverage_holes" is that of the
    week's hours with somebody able to answer.
    """

    id: str
    kind: Kind
    label: str
    measure: Measure
    scope_label: str
    channel: str = ""
    language: str = ""
    level: int | None = None
    within_seconds: int | None = None
    threshold_share: Decimal | None = None
    floor_share: Decimal | None = None
    target_share: Decimal | None = None

    def covers(self, contact: Mapping[str, Any]) -> bool:
        """Is a contact type (or a coverage hole) of a document in the scope?"""
        return (
            self.channel in ("", contact["channel"])
            and self.language in ("", contact["language"])
            and self.level in (None, contact["level"])
        )

    def to_dict(self) -> dict[str, Any]:
        """JSON types: Decimals as text."""
        return {
            key: str(value) if isinstance(value, Decimal) else value for key, value in asdict(self).items()
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Raises KeyError on a missing field."""
        values = {field.name: data[field.name] for field in fields(cls)}
        shares = {key: values[key] for key in ("threshold_share", "floor_share", "target_share")}
        exact = {key: None if value is None else Decimal(value) for key, value in shares.items()}
        return cls(**(values | exact))
