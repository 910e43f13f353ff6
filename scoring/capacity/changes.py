"""What if? The same offer with other volumes, handle times, patience or absences."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Self

from scoring.capacity.variants import scaled
from scoring.engine.model import ContactType, EngineInput, Group

#: Least and greatest multiplier of each quantity: what a person may ask, well inside what the engine takes.
BOUNDS: Mapping[str, tuple[float, float]] = {
    "volume": (0.1, 5.0),
    "handle_time": (0.2, 5.0),
    "patience": (0.1, 10.0),
    "absence": (0.0, 5.0),
}
NAMES: Mapping[str, str] = {
    "volume": "du volume",
    "handle_time": "de la durée de traitement",
    "patience": "de la patience",
    "absence": "de l’absence",
}


@dataclass(frozen=True, slots=True)
class Change:
    """Multipliers of what the buyer and the bidder declared; 1 leaves things as they are.

    absence: of the share of scheduled persons who do not come, which reaches 1 at most. Raises ValueError, in
    French, for what is outside `BOUNDS`.
    """

    volume: float = 1.0
    handle_time: float = 1.0
    patience: float = 1.0
    absence: float = 1.0

    def __post_init__(self) -> None:
        faults = [fault for name in BOUNDS if (fault := fault_of(name, getattr(self, name)))]
        if faults:
            raise ValueError(" ".join(faults))

    @property
    def is_neutral(self) -> bool:
        return self == Change()

    def apply(self, data: EngineInput) -> EngineInput:
        """The input so changed; everything else as it is."""
        moved = scaled(data, self.volume, self.handle_time)
        types = tuple(with_patience(one, self.patience) for one in moved.contact_types)
        groups = tuple(with_absence(one, self.absence) for one in moved.groups)
        return replace(moved, contact_types=types, groups=groups)

    def to_dict(self) -> dict[str, float]:
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """What is missing is 1. Raises ValueError as the constructor does, TypeError for an unknown name."""
        unknown = set(data) - {field.name for field in fields(cls)}
        if unknown:
            raise TypeError(f"unknown changes: {sorted(unknown)}")
        return cls(**{name: float(value) for name, value in data.items()})


def fault_of(name: str, value: float) -> str:
    """A sentence for a multiplier outside its bounds, NaN included; empty when it is inside."""
    least, most = BOUNDS[name]
    if least <= value <= most:
        return ""
    return (
        f"Le multiplicateur {NAMES[name]} vaut {decimal_comma(value)} : "
        f"indiquez un nombre entre {decimal_comma(least)} et {decimal_comma(most)}."
    )


def decimal_comma(value: float) -> str:
    return f"{value:g}".replace(".", ",")


def with_patience(one: ContactType, by: float) -> ContactType:
    if one.patience is None:
        return one
    return replace(one, patience=one.patience.scaled(by))


def with_absence(group: Group, by: float) -> Group:
    return replace(group, absence_share=min(1.0, group.absence_share * by))
