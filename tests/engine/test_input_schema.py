"""The published schema says what the reader does, as far as a schema can."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from scoring.engine.commands import INPUT_SCHEMA_FILE
from scoring.engine.faults import Fault, InvalidInputError
from scoring.engine.model import EngineInput
from tests.engine.builders import ROOT, lead_case, lead_case_document

PUBLISHED = ROOT / "docs" / "spec" / "capacity-input-1.schema.json"
EXAMPLES = sorted((ROOT / "docs" / "spec" / "examples").glob("*.json"))
SCHEMA: dict[str, Any] = json.loads(INPUT_SCHEMA_FILE.read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
#: Links between one place and another, calendars and sums are beyond a schema.
BEYOND = (
    "type de contact inconnu",
    "est déjà pris",
    "tourne en rond",
    "la fin vient après le début",
    "la pause est plus longue",
    "fuseau horaire inconnu",
    "une date AAAA-MM-JJ",
    "les postes totalisent",
    "la moyenne des valeurs",
)
VALUES: list[Any] = [
    None, True, False, 0, 1, -1, 1.0, 1.5, 0.5, 1e12, 10**400, float("inf"), "", " ", "x", "a\tb", "y" * 201,
    "call", "email", "empirical", "gamma", "virtual", "fr", "2027-02-30", "2027-01-04", "20270104",
    "1066-10-14",
    [], {}, [1], [1.5], ["x"], [True], [0] * 168, [1] * 168, [1] * 12, [0, 0], [6, 5], {"x": 1}, 366, 8761,
    "answered_share", "occupancy:x",
]  # fmt: skip


def faults(document: object) -> tuple[Fault, ...]:
    try:
        EngineInput.from_dict(document)
    except InvalidInputError as error:
        return error.faults
    return ()


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Everywhere in a document; of a long list of numbers, its start."""
    yield path
    if isinstance(value, (dict, list)):
        for key, item in value.items() if isinstance(value, dict) else list(enumerate(value))[:3]:
            yield from places(item, (*path, key))


def rich() -> dict[str, Any]:
    """A document in which every key is given."""
    document = lead_case().to_dict()
    document["contact_types"][0]["handle_time"] = {"distribution": "empirical", "values_minutes": [4, 6]}
    mail = document["contact_types"][4] | {
        "id": "mail",
        "channel": "email",
        "patience": None,
        "due_hours": 48,
    }
    document["contact_types"].append(mail)
    for contact_type in document["contact_types"][1:]:
        contact_type["profile"] = None  # one of them is enough: validating is slow
    return document


RICH = rich()
PLACES = [path for path in places(RICH) if path]


def changed(path: tuple[Any, ...], change: str, value: Any) -> dict[str, Any]:
    document = copy.deepcopy(RICH)
    parent: Any = document
    for key in path[:-1]:
        parent = parent[key]
    if change == "remove":
        del parent[path[-1]]
    elif change == "add" and isinstance(parent, dict):
        parent["misspelt"] = value
    elif change == "repeat" and isinstance(parent, list):
        parent.append(parent[path[-1]])
    else:
        parent[path[-1]] = value
    return document


CHANGES = st.sampled_from(["set", "set", "set", "remove", "add", "repeat"])


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(PLACES), CHANGES, st.sampled_from(VALUES))
def test_schema_and_reader_agree_on_any_change(path: tuple[Any, ...], change: str, value: Any) -> None:
    document = changed(path, change, value)
    found, is_valid = faults(document), VALIDATOR.is_valid(document)
    beyond = [fault for fault in found if any(words in fault.reason for words in BEYOND)]
    if is_valid:
        assert list(found) == beyond
    else:
        assert found


FIRSTS = [path for path in PLACES if isinstance(path[-1], str) and not {1, 2} & set(path)]


@pytest.mark.parametrize("path", FIRSTS, ids=lambda path: ".".join(map(str, path)))
def test_a_null_is_an_absent_value_for_both(path: tuple[Any, ...]) -> None:
    document = changed(path, "set", None)
    assert VALIDATOR.is_valid(document) is (not faults(document))


def test_the_documents_left_alone_are_accepted_by_both() -> None:
    for document in (RICH, lead_case_document(), lead_case().to_dict()):
        assert (faults(document), list(VALIDATOR.iter_errors(document))) == ((), [])


def test_every_key_that_is_read_is_described() -> None:
    described = {key for path in places(SCHEMA) for key in path if isinstance(key, str)}
    assert {key for path in PLACES for key in path if isinstance(key, str)} <= described
    Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_is_published_as_it_is_used() -> None:
    assert PUBLISHED.read_bytes() == INPUT_SCHEMA_FILE.read_bytes()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_are_valid_and_say_that_they_are_invented(path: Any) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    assert (faults(document), list(VALIDATOR.iter_errors(document))) == ((), [])
    assert all("fictif" in group["label"] or "fictive" in group["label"] for group in document["groups"])
    assert all("ficti" in group["employer"]["name"] for group in document["groups"])


def test_there_are_three_examples() -> None:
    assert [path.stem for path in EXAMPLES] == ["3919", "equipe-unique", "rappels-et-courriels"]
