"""Would the order change by chance, under other assumptions, or under another reading of the specification?

Each question is answered by ranking again with other measures; prices, weights and scales stay as they are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from awards.ranking.differences import Difference, least_favourable
from awards.ranking.evidence import Evidence
from awards.ranking.order import rank
from awards.ranking.values import ONE, ZERO, Criterion, Offer, Standing

#: (offer, rank) of the ranked offers, in the order of the table.
Order = tuple[tuple[int, int], ...]
Measures = Mapping[int, Decimal | None]


@dataclass(frozen=True, slots=True)
class Worlds:
    """Of `count` worlds of the uncertain inputs, those that keep the whole order, and those that keep the
    first rank."""

    count: int
    same_order: int
    same_first: int


@dataclass(frozen=True, slots=True)
class Reading:
    """Another reading of the specification and the order that it would give."""

    id: str
    order: Order
    is_same: bool


@dataclass(frozen=True, slots=True)
class Stability:
    """reversible: (ahead, behind) of consecutive ranks whose order chance alone may have made. worlds: None
    when the inputs are known exactly, or not simulated for all."""

    reversible: tuple[tuple[int, int], ...]
    worlds: Worlds | None
    readings: tuple[Reading, ...]


def stability(
    criteria: Sequence[Criterion],
    offers: Sequence[Offer],
    found: Sequence[Difference],
    known: Mapping[int, Evidence],
) -> Stability | None:
    """None when there is no order to keep: fewer than two ranked offers, or one without a simulation."""
    order = order_of(rank(criteria, offers))
    if len(order) < 2 or any(offer not in known for offer, _ in order):
        return None
    field = _Field(criteria, offers, order)
    return Stability(
        reversible=tuple(
            pair for pair, withheld in least_favourable(found) if field.is_reversed(pair, withheld)
        ),
        worlds=field.worlds(known),
        readings=field.readings(known),
    )


def order_of(standings: Sequence[Standing]) -> Order:
    return tuple((one.offer, one.rank) for one in standings if one.rank is not None)


@dataclass(frozen=True, slots=True)
class _Field:
    """The offers, ranked again with other measures."""

    criteria: Sequence[Criterion]
    offers: Sequence[Offer]
    order: Order

    def again(self, moved: Mapping[int, Measures]) -> Order:
        return order_of(rank(self.criteria, [_moved(one, moved.get(one.id, {})) for one in self.offers]))

    def is_reversed(self, pair: tuple[int, int], withheld: Mapping[int, Decimal]) -> bool:
        """Every measure of the offer behind at the favourable end of its margin, all at once: more than
        chance would do, so that what holds against it holds."""
        ahead, behind = pair
        before = next(one for one in self.offers if one.id == behind).measures
        lifted = {key: min((before.get(key) or ZERO) + by, ONE) for key, by in withheld.items()}
        ranks = dict(self.again({behind: lifted}))
        return dict(self.order)[ahead] < dict(self.order)[behind] and ranks[behind] <= ranks[ahead]

    def worlds(self, known: Mapping[int, Evidence]) -> Worlds | None:
        ids = [offer for offer, _ in self.order]
        sizes = {len(values) for offer in ids for values in known[offer].worlds.values()}
        if len(sizes) != 1 or not all(known[offer].worlds for offer in ids):
            return None
        count = sizes.pop()
        orders = [self.again({offer: _world(known[offer], k) for offer in ids}) for k in range(count)]
        same = sum(dict(one) == dict(self.order) for one in orders)
        return Worlds(count, same, sum(_first(one) == _first(self.order) for one in orders))

    def readings(self, known: Mapping[int, Evidence]) -> tuple[Reading, ...]:
        ids = dict.fromkeys(key for offer, _ in self.order for key in known[offer].readings)
        found = []
        for key in ids:
            order = self.again({offer: known[offer].readings.get(key, {}) for offer, _ in self.order})
            found.append(Reading(key, order, is_same=dict(order) == dict(self.order)))
        return tuple(found)


def _moved(offer: Offer, measures: Measures) -> Offer:
    return replace(offer, measures={**offer.measures, **measures}) if measures else offer


def _world(known: Evidence, k: int) -> Measures:
    return {key: values[k] for key, values in known.worlds.items()}


def _first(order: Order) -> frozenset[int]:
    return frozenset(offer for offer, rank in order if rank == 1)
