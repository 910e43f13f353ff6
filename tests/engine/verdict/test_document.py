"""The verdict as a document."""

import json
from dataclasses import replace
from functools import cache
from typing import Any

from scoring.engine import ENGINE_VERSION, code_fingerprint
from scoring.engine.verdict import SCHEMA, verdict
from tests.engine.builders import lead_case
from tests.engine.verdict.sites import pool, two_queues


@cache
def found() -> dict[str, Any]:
    return verdict(two_queues())


def test_its_head_says_what_was_computed_with_what() -> None:
    assert {key: found()[key] for key in ("schema", "engine_version", "code_fingerprint")} == {
        "schema": SCHEMA,
        "engine_version": ENGINE_VERSION,
        "code_fingerprint": code_fingerprint(),
    }
    assert (found()["seed"], found()["replications"], found()["precision"]) == (3919, 10, 0.0)


def test_it_is_json_and_survives_it() -> None:
    assert json.loads(json.dumps(found(), allow_nan=False)) == found()


def test_every_scope_has_its_band_and_its_series() -> None:
    keys = {
        "answered",
        "answered_share",
        "completed_share",
        "completed_share:channel:call",
        "completed_share:channel:email",
        "completed_share:language:fr",
        "completed_share:level:1",
        "completed_share:type:call",
        "completed_share:type:mail",
        "occupancy",
    }
    assert found()["bands"].keys() == keys | {"abandoned"}
    assert found()["series"].keys() == keys
    assert all(len(column) == 10 for series in found()["series"].values() for column in series.values())


def test_bands_and_base_say_the_same() -> None:
    base, bands = found()["base"], found()["bands"]
    for key in ("answered_share", "completed_share", "occupancy", "abandoned"):
        assert bands[key]["mean"] == base["overall"][key]["mean"]
    assert (
        bands["completed_share:channel:email"]["mean"]
        == base["by_channel"]["email"]["completed_share"]["mean"]
    )


def test_the_lead_case_goes_through() -> None:
    data = lead_case()
    short = replace(data, calendar=replace(data.calendar, weeks=1), replications=2)
    document = verdict(short)
    assert document["base"]["schema"] == "capacity-simulation/1"
    assert {item["id"] for item in document["variants"]} >= {"inputs", "spec:shift_end", "spec:routing"}
    assert "completed_share:language:en" in document["bands"]


def test_another_seed_is_another_answer() -> None:
    assert verdict(pool(replications=2, seed=1))["series"] != verdict(pool(replications=2, seed=2))["series"]
