"""What the simulations kept with the runs know of the offers, for the ranking to question itself."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from scoring.inputs import criterion_id
from scoring.marks import exact_share

from ..ranking import Criterion, Evidence
from .field import Entrant

Document = Mapping[str, Any]


def evidence(field: Iterable[Entrant], graded: Iterable[Criterion]) -> dict[int, Evidence]:
    """By bid; a run without a simulation knows nothing and is left out."""
    keys = {one.id: criterion_id(one.id) for one in graded if one.method == "linear_measure"}
    found = ((one.bid.pk, one.output.get("simulation")) for one in field)
    return {bid: known(simulation, keys) for bid, simulation in found if simulation}


def known(simulation: Document, keys: Mapping[int, str]) -> Evidence:
    """From a `capacity-verdict/1` document."""
    bands = {key: simulation["bands"][name] for key, name in keys.items() if name in simulation["bands"]}
    series = {key: simulation["series"][keys[key]] for key in bands if keys[key] in simulation["series"]}
    points = {key: band.get("inputs_points") for key, band in bands.items()}
    return Evidence(
        series=series,
        worlds={key: shares(values) for key, values in points.items() if values},
        readings=by_reading(bands),
    )


def shares(values: Sequence[float | None]) -> tuple[Decimal | None, ...]:
    return tuple(None if value is None else exact_share(value) for value in values)


def by_reading(bands: Mapping[int, Document]) -> dict[str, dict[int, Decimal]]:
    found: dict[str, dict[int, Decimal]] = {}
    for key, band in bands.items():
        for reading, value in band["specification_by"].items():
            if value is not None:
                found.setdefault(reading, {})[key] = exact_share(value)
    return found


def reading_labels(field: Iterable[Entrant]) -> dict[str, str]:
    """What each reading is called, in French, by its id."""
    runs = (one.output.get("simulation") or {} for one in field)
    return {one["id"]: one["label"] for run in runs for one in run.get("variants", ())}
