"""What is left to simulate. Nothing here depends on how many workers there are, or on who came first."""

import itertools
from collections.abc import Iterator, Mapping

from scoring.engine.model import EngineInput
from scoring.engine.simulation.collect import Replication
from scoring.engine.simulation.duties import duties
from scoring.engine.simulation.run import FEWEST_REPLICATIONS
from scoring.engine.simulation.statistics import figure
from scoring.engine.simulation.summary import Summary
from scoring.engine.simulation.workload import workload
from scoring.engine.verdict.design import worlds
from scoring.engine.verdict.measures import deciding
from scoring.engine.verdict.packing import unpack
from scoring.engine.verdict.piece import BASE, Piece
from scoring.engine.verdict.simulating import asked_of
from scoring.engine.verdict.variants import variants

Done = Mapping[Piece, bytes]
# About a second of one core: small enough to share out, large enough to be worth sending.
PIECE_CONTACTS, LARGEST_PIECE = 800_000, 20


def next_pieces(data: EngineInput, done: Done) -> tuple[Piece, ...]:
    """What is to simulate, given all that is finished; () once the verdict can be given.

    The base comes by waves (10, 15, 23, 35… replications): whether there is another one depends on what the
    whole wave has shown. Raises InvalidInputError for an input that cannot be simulated, ValueError for bytes
    that are not those of their piece.
    """
    if not done:
        _refuse_early(data)
    return _missing(data, base_goal(data, done), done)


def expected_pieces(data: EngineInput, done: Done) -> int:
    """How many there will be at most, those finished included."""
    goal = base_goal(data, done)
    is_known = covered(BASE, done).issuperset(range(goal))
    return len(done) + len(_missing(data, goal if is_known else data.replications, done))


def piece_size(data: EngineInput) -> int:
    """Replications in a piece, the fewer the more contacts there are."""
    contacts = sum(item.annual_volume for item in data.contact_types) * data.calendar.weeks / 52.0
    return max(1, min(LARGEST_PIECE, round(PIECE_CONTACTS / max(contacts, 1.0))))


def base_goal(data: EngineInput, done: Done) -> int:
    """Replications of the base that are needed, as far as what is finished can tell."""
    goals, held = waves(data), covered(BASE, done)
    if not held.issuperset(range(goals[0])):
        return goals[0]
    found = replications_of(data, BASE, done)
    for goal in goals:
        if len(found) < goal or is_precise(data, found[:goal]):
            return goal
    return goals[-1]


def waves(data: EngineInput) -> list[int]:
    """Replications of the base after each wave."""
    if data.precision == 0.0:
        return [data.replications]
    found = [min(FEWEST_REPLICATIONS, data.replications)]
    while found[-1] < data.replications:
        found.append(min((3 * found[-1] + 1) // 2, data.replications))
    return found


def is_precise(data: EngineInput, found: list[Replication]) -> bool:
    """Whether the worst of the deciding measures is known to the precision asked."""
    summary = Summary(asked_of(data), found)
    widths = [figure(series).half_width_95 or 0.0 for series in deciding(summary)]
    return data.precision > 0.0 and max(widths, default=0.0) <= data.precision


def covered(variant: str, done: Done) -> set[int]:
    """Numbers of the replications at hand, however they were cut into pieces."""
    return {n for piece in done if piece.variant == variant for n in range(piece.first, piece.last)}


def replications_of(data: EngineInput, variant: str, done: Done) -> list[Replication]:
    """Replications 0, 1, 2… of a variant, in order, as far as there is none missing."""
    asked = asked_of(data)
    found: dict[int, Replication] = {}
    for piece in sorted(one for one in done if one.variant == variant):
        found.update(enumerate(unpack(asked, piece, done[piece]), start=piece.first))
    return [found[n] for n in range(next(n for n in range(len(found) + 1) if n not in found))]


def _missing(data: EngineInput, base_goal: int, done: Done) -> tuple[Piece, ...]:
    """Pieces of the usual cut, wave after wave, of which something is not at hand."""
    size, found = piece_size(data), list[Piece]()
    for variant in variants(data):
        ends = (
            [end for end in waves(data) if end <= base_goal] if variant.id == BASE else [variant.replications]
        )
        held = covered(variant.id, done)
        cut = [Piece(variant.id, first, last) for first, last in _cut(ends, size)]
        found += [piece for piece in cut if not held.issuperset(range(piece.first, piece.last))]
    return tuple(found)


def _cut(ends: list[int], size: int) -> Iterator[tuple[int, int]]:
    for start, end in itertools.pairwise([0, *ends]):
        for first in range(start, end, size):
            yield first, min(first + size, end)


def _refuse_early(data: EngineInput) -> None:
    """What would be refused after minutes of work is refused at once: the busiest world, the whole roster."""
    busiest = max(worlds(data.uncertainty), key=lambda one: one.volume, default=None)
    workload(busiest.apply(data) if busiest else data)
    duties(data)
