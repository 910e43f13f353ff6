"""Are two offers that follow each other told apart by the simulation, or is it chance?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from awards.ranking.evidence import Evidence
from awards.ranking.values import ZERO, Criterion, Standing
from scoring.engine.verdict import paired
from scoring.marks import exact_share


@dataclass(frozen=True, slots=True)
class Difference:
    """Of a capacity measure between two offers of consecutive ranks, on the callers that both have faced.

    gap: share measured for `ahead` less that for `behind`; half_width: of its 95 % interval, chance only,
    None from a single replication.
    """

    criterion: int
    ahead: int
    behind: int
    gap: Decimal
    half_width: Decimal | None

    @property
    def is_told_apart(self) -> bool:
        return self.half_width is not None and abs(self.gap) > self.half_width


def differences(
    criteria: Sequence[Criterion], standings: Sequence[Standing], known: Mapping[int, Evidence]
) -> tuple[Difference, ...]:
    """In the order of the table, criterion by criterion; nothing where a simulation is missing."""
    ranked = [one.offer for one in standings if one.rank is not None]
    return tuple(
        found
        for ahead, behind in pairwise(ranked)
        for criterion in criteria
        if (found := _difference(criterion.id, ahead, behind, known)) is not None
    )


def _difference(key: int, ahead: int, behind: int, known: Mapping[int, Evidence]) -> Difference | None:
    a, b = (known[offer].series.get(key) if offer in known else None for offer in (ahead, behind))
    if a is None or b is None:
        return None
    found = paired(a, b)
    gap, half_width = found["mean"], found["half_width_95"]
    if gap is None:
        return None
    return Difference(
        key, ahead, behind, exact_share(gap), None if half_width is None else exact_share(half_width)
    )


def least_favourable(found: Sequence[Difference]) -> Iterator[tuple[tuple[int, int], dict[int, Decimal]]]:
    """((ahead, behind), what chance may have withheld from `behind`, by criterion)."""
    for pair in dict.fromkeys((one.ahead, one.behind) for one in found):
        mine = [one for one in found if (one.ahead, one.behind) == pair]
        yield pair, {one.criterion: one.half_width or ZERO for one in mine}
