"""What the simulations know of the offers' measures, beyond their means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

#: The columns of a `series` of a verdict: one value a replication.
Series = Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Of one offer, by criterion id. The callers, worlds and readings are the same for all offers of a lot.

    series: replication by replication. worlds: the measure in each world of the uncertain inputs, None where
    nobody calls. readings: the measure under another reading of the specification, by the reading's id.
    """

    series: Mapping[int, Series] = field(default_factory=dict)
    worlds: Mapping[int, Sequence[Decimal | None]] = field(default_factory=dict)
    readings: Mapping[str, Mapping[int, Decimal]] = field(default_factory=dict)
