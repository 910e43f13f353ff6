"""What differs between two published contents, exactly: applied to the first, it gives the second. Pure.

A content is made of dicts, of lists of rows that a name or a code identifies, and of plain values.
Flattened, each value stands at its path; a list of rows gives its order apart.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

Path = tuple[str, ...]
Flat = dict[Path, Any]

#: Stands in the path of a list's order; no text that PostgreSQL keeps holds this character.
ORDER: Final = "\0"
#: What identifies a row of each list. A name may be mended and still name the same row; a code may not.
CODED: Final = {"lots": "number", "contact_types": "code", "price_lines": "code"}
NAMED: Final = {
    "profiles": "name",
    "requirements": "label",
    "criteria": "name",
    "sub_criteria": "name",
    "essential_tasks": "label",
}
KEYS: Final = {**CODED, **NAMED}


class Absent:
    """What stands on the side where there is nothing."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = Absent()


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that changed, came (``before`` is ABSENT) or went (``after`` is ABSENT)."""

    path: Path
    before: Any
    after: Any


def differences(before: Any, after: Any) -> list[Difference]:
    """Return every value that differs, in the order of the contents."""
    old, new = dict(flatten(before)), dict(flatten(after, before))
    paths = dict.fromkeys([*old, *new])
    found = (Difference(path, old.get(path, ABSENT), new.get(path, ABSENT)) for path in paths)
    return [one for one in found if not same(one.before, one.after)]


def same(one: Any, other: Any) -> bool:
    """Are they one JSON value? 1 and true are two."""
    if one is ABSENT or other is ABSENT:
        return one is other
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def apply(before: Any, changes: Sequence[Difference]) -> Any:
    """Return what ``before`` becomes."""
    flat: Flat = dict(flatten(before))
    for change in changes:
        if change.after is ABSENT:
            del flat[change.path]
        else:
            flat[change.path] = change.after
    return rebuild(flat)


def flatten(value: Any, former: Any = None, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield each value with its path; rows take the path of the row of ``former`` that they continue."""
    if isinstance(value, Mapping) and value:
        known = former if isinstance(former, Mapping) else {}
        for key, item in value.items():
            yield from flatten(item, known.get(key), (*path, key))
    elif is_rows(value, path):
        yield from flatten_rows(value, former if is_rows(former, path) else [], path)
    else:
        yield path, value


def is_rows(value: Any, path: Path) -> bool:
    return bool(value) and isinstance(value, list) and bool(path) and path[-1] in KEYS


def flatten_rows(rows: Sequence[Any], former: Sequence[Any], path: Path) -> Iterator[tuple[Path, Any]]:
    kind = path[-1]
    known = dict(zip(own_keys(kind, former), former, strict=True))
    keys = continued(kind, rows, known)
    yield (*path, ORDER), keys
    for key, row in zip(keys, rows, strict=True):
        yield from flatten(row, known.get(key), (*path, key))


def own_keys(kind: str, rows: Sequence[Any]) -> list[str]:
    """Return a key for each row, its name or code; a twin is numbered."""
    taken: list[str] = []
    for row in rows:
        name = str(row.get(KEYS[kind], ""))
        twins = (name if number == 1 else f"{name}#{number}" for number in range(1, len(rows) + 2))
        taken.append(next(key for key in twins if key not in taken))
    return taken


def continued(kind: str, rows: Sequence[Any], known: Mapping[str, Any]) -> list[str]:
    """Return the keys of the rows, a renamed one having that of the former row that it most looks like."""
    keys = own_keys(kind, rows)
    if kind in CODED:
        return keys
    left = {key: row for key, row in known.items() if key not in keys}
    for index, row in enumerate(rows):
        if keys[index] not in known:
            looks_like = [key for key in left if akin(kind, left[key], row)]
            if looks_like:
                keys[index] = looks_like[0]
                del left[looks_like[0]]
    return keys


def akin(kind: str, former: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    """Does at least half of what they say, besides their name and rank, agree?"""
    told = (former.keys() | row.keys()) - {KEYS[kind], "position"}
    agreed = sum(same(former.get(name, ABSENT), row.get(name, ABSENT)) for name in told)
    return 2 * agreed >= len(told)


def rebuild(flat: Flat) -> Any:
    """Return the content whose flat form this is."""
    if () in flat:
        return flat[()]
    tree: dict[str, Any] = {}
    for path, value in flat.items():
        place = tree
        for step in path[:-1]:
            place = place.setdefault(step, {})
        place[path[-1]] = value if path[-1] == ORDER else Leaf(value)
    return grown(tree)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A plain value, told from a branch of the tree even when it is an empty dict."""

    value: Any


def grown(node: Any) -> Any:
    if isinstance(node, Leaf):
        return node.value
    if ORDER in node:
        return [grown(node[key]) for key in node[ORDER]]
    return {key: grown(item) for key, item in node.items()}
