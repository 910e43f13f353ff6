"""Who competes for whom: types of contact that the same profiles take, and the sets of them that share staff.

Whatever the routing, the contacts of any set of types are answered by the people able to take one of them
and by nobody else. One pool a set, with all these people for these contacts alone, answers at least as many:
what the pools allow is an upper bound, exact when there is a single set (Hall's condition, for flows).
"""

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.engine.faults import Fault, InvalidInputError
from scoring.engine.model import EngineInput

Flags = NDArray[np.bool_]
# All sets of up to so many kinds of contact; beyond, each kind alone and all together.
MOST_COMBINED = 4


@dataclass(frozen=True, slots=True)
class Pool:
    """Types served by one set of profiles. types, profiles: ranks in the input."""

    types: tuple[int, ...]
    profiles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pools:
    """kinds: live types that exactly the same profiles take. pools: the sets of kinds that bound them.
    deferred: work that can wait, one pool a type."""

    kinds: tuple[Pool, ...]
    pools: tuple[Pool, ...]
    deferred: tuple[Pool, ...]


def pools(data: EngineInput, is_asked: Flags) -> Pools:
    """`data.groups` are the profiles; is_asked (T,): types with contacts. Raises InvalidInputError when
    nobody can take some of these."""
    able = {
        k: tuple(g for g, group in enumerate(data.groups) if item.id in group.skills)
        for k, item in enumerate(data.contact_types)
        if is_asked[k]
    }
    faults = [
        Fault(f"$.contact_types[{k}]", "aucun profil de la demande ne prend ces contacts")
        for k, profiles in able.items()
        if not profiles
    ]
    if faults:
        raise InvalidInputError(faults)
    live = {k: who for k, who in able.items() if data.contact_types[k].patience}
    kinds = [_pool([k for k in live if live[k] == who], live) for who in dict.fromkeys(live.values())]
    return Pools(
        kinds=tuple(kinds),
        pools=tuple(pool for part in _components(kinds) for pool in _sets(part, live)),
        deferred=tuple(_pool([k], able) for k in able if k not in live),
    )


def _pool(types: list[int], able: dict[int, tuple[int, ...]]) -> Pool:
    return Pool(tuple(sorted(types)), tuple(sorted({g for k in types for g in able[k]})))


def _components(kinds: list[Pool]) -> list[list[Pool]]:
    """Kinds that share a profile, directly or not."""
    parts: list[list[Pool]] = []
    for kind in kinds:
        linked = [part for part in parts if any(set(kind.profiles) & set(one.profiles) for one in part)]
        parts = [part for part in parts if part not in linked]
        parts.append([one for part in linked for one in part] + [kind])
    return parts


def _sets(kinds: list[Pool], able: dict[int, tuple[int, ...]]) -> list[Pool]:
    """One pool a set of profiles: with the same people, the largest set of kinds bounds best."""
    sizes = range(1, len(kinds) + 1) if len(kinds) <= MOST_COMBINED else (1, len(kinds))
    found: dict[tuple[int, ...], Pool] = {}
    for size in sizes:
        for chosen in itertools.combinations(kinds, size):
            pool = _pool([k for kind in chosen for k in kind.types], able)
            if pool.profiles not in found or len(pool.types) >= len(found[pool.profiles].types):
                found[pool.profiles] = pool
    return list(found.values())
