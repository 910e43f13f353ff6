"""The verdict as a document (schema `capacity-verdict/1`, described in docs/spec/capacite.md)."""

import math
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from scoring.engine import ENGINE_VERSION, code_fingerprint
from scoring.engine.model import EngineInput, ServiceLevel
from scoring.engine.simulation.state import PLAIN
from scoring.engine.simulation.statistics import Figure, Series, difference, figure
from scoring.engine.simulation.summary import Summary, summarise
from scoring.engine.verdict import bands, design
from scoring.engine.verdict.effects import effects
from scoring.engine.verdict.measures import COUNTS, definitions, measures
from scoring.engine.verdict.piece import BASE, INPUTS, Piece
from scoring.engine.verdict.planning import (
    Done,
    base_goal,
    expected_pieces,
    is_precise,
    next_pieces,
    replications_of,
)  # fmt: skip
from scoring.engine.verdict.simulating import OnStep, asked_of, prepared, simulate_piece
from scoring.engine.verdict.variants import Band, Variant, scenario_of, variants

SCHEMA = "capacity-verdict/1"
DEFINITIONS = {
    ServiceLevel.OFFERED: "Servis dans le délai, sur tous les contacts présentés",
    ServiceLevel.ANSWERED: "Servis dans le délai, sur les seuls contacts répondus",
    ServiceLevel.VIRTUAL: "Attente proposée dans le délai, même à qui a raccroché avant",
    ServiceLevel.SHORT_ABANDONS_EXCLUDED: "Servis dans le délai, sans compter qui raccroche dans le délai",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """Another reading of the specification: by measure, its paired difference with the base."""

    id: str
    label: str
    replications: int
    differences: dict[str, Figure]


def give_verdict(data: EngineInput, done: Done) -> dict[str, Any]:
    """JSON types. The same whatever the pieces were cut, simulated or given in. Raises ValueError while
    `next_pieces` has something left to simulate."""
    if next_pieces(data, done):
        raise ValueError("the verdict is not complete: some pieces are still to be simulated")
    found = replications_of(data, BASE, done)[: base_goal(data, done)]
    bid = prepared(data, PLAIN)
    summary = Summary(bid.asked, found)
    base = measures(summary)
    readings = _readings(data, done, base) + _definitions(summary)
    moved = _moved(data, done)
    return {
        "schema": SCHEMA,
        "engine_version": ENGINE_VERSION,
        "code_fingerprint": code_fingerprint(),
        "seed": data.seed,
        "replications": len(found),
        "precision": data.precision,
        "stopped_because": "precision" if is_precise(data, found) else "replications",
        "base": summarise(bid.asked, bid.due, found, seed=data.seed, rules=PLAIN).to_dict(),
        "bands": {key: _band(data, key, series, moved, readings) for key, series in base.items()},
        "series": {key: _series(series) for key, series in base.items() if key not in COUNTS},
        "variants": _described(data, readings),
        "design": _design(data),
    }


def verdict(data: EngineInput, on_progress: OnStep | None = None) -> dict[str, Any]:
    """All of it in one process; on_progress(pieces done, at most). Raises InvalidInputError."""
    done: dict[Piece, bytes] = {}
    while missing := next_pieces(data, done):
        most = expected_pieces(data, done)
        for piece in missing:
            done[piece] = simulate_piece(data, piece)
            if on_progress:
                on_progress(len(done), most)
    return give_verdict(data, done)


def _readings(data: EngineInput, done: Done, base: dict[str, Series]) -> list[Reading]:
    """Those that are simulated, against the base on the same callers."""
    found = []
    for variant in variants(data):
        if variant.band is Band.SPECIFICATION:
            there = measures(Summary(asked_of(data), replications_of(data, variant.id, done)))
            here = {key: _first(series, variant.replications) for key, series in base.items()}
            changes = {key: difference(there[key], here[key]) for key in base}
            found.append(Reading(variant.id, variant.label, variant.replications, changes))
    return found


def _definitions(summary: Summary) -> list[Reading]:
    """Other definitions of the service level, counted on the same replications: nothing to simulate."""
    targets = {target.id: target for target in summary.asked.data.targets}
    found = []
    for kind, by_target in definitions(summary).items():
        changes = {
            key: difference(series, summary.series(targets[key]))
            for key, series in by_target.items()
            if targets[key].service_level is not kind
        }
        if changes:
            size = summary.counts.flows.shape[0]
            found.append(Reading(f"definition:{kind}", DEFINITIONS[kind], size, changes))
    return found


def _moved(data: EngineInput, done: Done) -> dict[str, Series]:
    """The measures, one value a world; nothing when the inputs are known exactly."""
    found = replications_of(data, INPUTS, done)
    return measures(Summary(asked_of(data), found)) if found else {}


def _band(
    data: EngineInput, key: str, series: Series, moved: dict[str, Series], readings: list[Reading]
) -> dict[str, Any]:
    found, most = figure(series), math.inf if key in COUNTS else 1.0
    points = _points(data, series, moved.get(key), most)
    by = {
        one.id: bands.shifted(found.mean, one.differences[key], most)
        for one in readings
        if key in one.differences
    }
    return {
        "mean": found.mean,
        "monte_carlo": _listed(bands.monte_carlo(found, most)),
        "inputs": _listed(_input_band(data, series, moved.get(key), most)),
        "inputs_points": points,
        "inputs_by": effects(data.uncertainty, points) if points else {},
        "specification": _listed(
            bands.specification(found.mean, [value for value in by.values() if value is not None])
        ),
        "specification_by": by,
    }


def _input_band(data: EngineInput, series: Series, moved: Series | None, most: float) -> bands.Band:
    if moved is None:
        mean = figure(series).mean
        return None if mean is None else (mean, mean)
    return bands.inputs(series, moved, _callers(data), design.QUANTILES, most)


def _points(
    data: EngineInput, series: Series, moved: Series | None, most: float
) -> list[float | None] | None:
    """The measure in each world of the design, in its order; None when the inputs are known exactly."""
    return None if moved is None else bands.world_by_world(series, moved, _callers(data), most)


def _callers(data: EngineInput) -> list[int]:
    """The replication of the base whose callers each world lives with."""
    variant = next(item for item in variants(data) if item.band is Band.INPUTS)
    return [scenario_of(data, variant, k) for k in range(design.POINTS)]


def _described(data: EngineInput, readings: list[Reading]) -> list[dict[str, Any]]:
    plain = [item for item in variants(data) if item.band is not Band.SPECIFICATION]
    return [_variant(item) for item in plain if item.band is not Band.BASE] + [
        {
            "id": one.id,
            "label": one.label,
            "band": str(Band.SPECIFICATION),
            "replications": one.replications,
            "differences": {key: change.to_dict() for key, change in one.differences.items()},
        }
        for one in readings
    ]


def _variant(item: Variant) -> dict[str, Any]:
    return {"id": item.id, "label": item.label, "band": str(item.band), "replications": item.replications}


def _design(data: EngineInput) -> dict[str, Any]:
    found = design.worlds(data.uncertainty)
    return {
        "points": len(found),
        "quantiles": list(design.QUANTILES),
        "cvs": asdict(data.uncertainty),
        "worlds": [asdict(one) for one in found],
    }


def _first(series: Series, size: int) -> Series:
    control = None if series.control is None else series.control[:size]
    return Series(series.part[:size], series.whole[:size], control)


def _listed(band: bands.Band) -> list[float] | None:
    return None if band is None else list(band)


def _series(series: Series) -> dict[str, list[float]]:
    columns = series._asdict().items()
    return {name: _numbers(column) for name, column in columns if column is not None}


def _numbers(values: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]") -> list[float]:
    """Whole numbers as such: most are contacts."""
    return [int(value) if value.is_integer() else value for value in values.tolist()]
