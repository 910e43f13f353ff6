"""A share of one pool known better for the same replications: an exponential twin whose mean is exact.

The twin of an input has the same shifts, callers, patience and mean handle time, but exponential times, a
team of constant strength (as many as are present on average), no redial and a certain volume: the chain of
`scoring.engine.transient` gives its mean. Each replication simulates both with the same uniforms; how far the
twin fell from its own mean tells how lucky that year was, and is taken off (a control variate: Lavenberg and
Welch, Management Science 27, 1981). So is what the twin does not share but whose mean is known too: how many
called, when volumes are uncertain, and how many of the shifts were absent.
"""

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import special

from scoring.engine.faults import Fault, InvalidInputError
from scoring.engine.model import (
    ContactType,
    Distribution,
    EngineInput,
    Group,
    HandleTime,
    Measure,
    Redial,
    Shift,
    VolumeUncertainty,
)
from scoring.engine.simulation.bare import bare
from scoring.engine.simulation.collect import Replication
from scoring.engine.simulation.crews import crews
from scoring.engine.simulation.draws import Purpose
from scoring.engine.simulation.duties import BLOCK, END, Duties, duties
from scoring.engine.simulation.philox import Stream, block, uniform
from scoring.engine.simulation.run import Bid, prepare_bid, replicate
from scoring.engine.simulation.scenario import draw, poisson
from scoring.engine.simulation.state import ANSWERED, FIRST, PLAIN, REDIAL, W_ANSWERED, Rules, ShiftEnd
from scoring.engine.simulation.statistics import Figure, Series, figure
from scoring.engine.simulation.workload import workload
from scoring.engine.transient import Start, Transient, transient

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Records = NDArray[np.void]
DEFAULT_SECONDS = 60.0
# A mean, three slopes, and something left to judge them by.
FEWEST = 8
ABSENCE = int(Purpose.ABSENCE) << 28


@dataclass(frozen=True, slots=True)
class TwinFigure:
    """One share estimated twice from the same replications. variance_ratio: by how much the twin divides the
    variance, that is the replications it spares; None without any variance. twin_share: its exact mean."""

    plain: Figure
    controlled: Figure
    variance_ratio: float | None
    twin_share: float


@dataclass(frozen=True, slots=True)
class TwinResult:
    """answered_share: callers answered out of callers. service_level: attempts answered within
    `threshold_seconds` out of attempts."""

    replications: int
    seed: int
    threshold_seconds: float
    answered_share: TwinFigure
    service_level: TwinFigure


@dataclass(frozen=True)
class _Twin:
    """expected: first calls an hour (H, 1), none in the last hours, so that nobody's wait is cut short."""

    bid: Bid
    expected: Floats
    exact: Transient

    @property
    def answered_share(self) -> float:
        """Of those who call before the end; whoever still waits then is not answered."""
        lost = float(self.exact.abandoned.sum() + self.exact.queue_at[-1])
        return 1.0 - lost / float(self.exact.offered.sum())

    @property
    def within_share(self) -> float:
        return float(self.exact.answered_within.sum()) / float(self.exact.offered.sum())


def with_exact_twin(
    data: EngineInput, *, replications: int, seed: int | None = None, rules: Rules = PLAIN
) -> TwinResult:
    """The answered share and the service level (of the first target that is one, else within 60 s).

    Raises InvalidInputError when the input is not one live contact type and one group, or when its twin is
    too large for the exact chain; ValueError under eight replications.
    """
    if replications < FEWEST:
        raise ValueError(f"an exact twin needs at least {FEWEST} replications")
    _check_pool(data)
    asked, seconds = data.seed if seed is None else seed, _threshold(data)
    bid, twin = prepare_bid(data, rules), _twin(data, seconds)
    ours, theirs, known = [], [], np.empty((replications, 2))
    for number in range(replications):
        callers = draw(bid.asked, asked, number)
        known[number] = callers.callers.size - bid.asked.expected.sum(), _absent(bid, callers.of)
        ours.append(replicate(bid, callers))
        alike = poisson(twin.expected, twin.bid.asked, callers.of)
        theirs.append(replicate(twin.bid, alike))
    luck = [
        _luck(_answered(theirs), twin.answered_share),
        _luck(_within(twin.bid, theirs, seconds), twin.within_share),
    ]
    return TwinResult(
        replications=replications,
        seed=asked,
        threshold_seconds=seconds,
        answered_share=controlled(_answered(ours), np.column_stack([luck[0], known]), twin.answered_share),
        service_level=controlled(
            _within(bid, ours, seconds), np.column_stack([luck[1], known]), twin.within_share
        ),
    )


def controlled(series: Series, luck: Floats, twin_share: float) -> TwinFigure:
    """`series` less what `luck` (R, q), whose columns have mean zero exactly, explains of it."""
    plain = figure(series)
    if plain.mean is None:
        return TwinFigure(plain, plain, None, twin_share)
    found = (series.part - plain.mean * series.whole) / series.whole.mean()
    scaled = luck[:, luck.std(axis=0) > 0.0]
    scaled = scaled / scaled.std(axis=0)
    size, columns = scaled.shape
    mean = scaled.mean(axis=0)
    away = scaled - mean
    inverse = np.linalg.pinv(away.T @ away)
    slopes, free = inverse @ (away.T @ found), size - 1 - columns
    rest = float(((found - away @ slopes) ** 2).sum()) / free
    error = math.sqrt(rest * (1.0 / size + float(mean @ inverse @ mean)))
    half_width = float(special.stdtrit(free, 0.975)) * error
    ratio = float((found**2).sum()) / (size - 1) / size / error**2 if error > 0.0 else None
    return TwinFigure(plain, Figure(plain.mean - float(slopes @ mean), half_width), ratio, twin_share)


def _luck(twin: Series, share: float) -> Floats:
    found: Floats = (twin.part - share * twin.whole) / twin.whole.mean()
    return found


def _absent(bid: Bid, of: Stream) -> float:
    """Absent shifts, or blocks of long ones, less as many as expected."""
    rows: Records = bid.due.steps[bid.due.steps["kind"] == BLOCK]
    who, share = rows["duty"], float(bid.team.groups["absence"][0])
    names = np.stack([bid.due.person[who], 4 * (bid.due.day[who] + 1) + rows["value"].astype(np.int64)])
    return float(count_absent(of, names, share)) - share * rows.size


@bare
def count_absent(of: Stream, names: Integers, share: float) -> int:
    """Of the draws named as `presence.is_there` names them, how many say absent."""
    found = 0
    for k in range(names.shape[1]):
        if uniform(block(of, names[0, k], names[1, k], ABSENCE)[0]) < share:
            found += 1
    return found


def _check_pool(data: EngineInput) -> None:
    counts = (("contact_types", len(data.contact_types)), ("groups", len(data.groups)))
    faults = [
        Fault(
            f"$.{name}", f"un jumeau exact veut une seule équipe face à une seule file, et il y en a {count}"
        )
        for name, count in counts
        if count != 1
    ]
    if not faults and data.contact_types[0].patience is None:
        faults.append(Fault("$.contact_types[0].patience", "un travail différable n’a pas de jumeau exact"))
    if not faults and data.contact_types[0].annual_volume == 0.0:
        faults.append(Fault("$.contact_types[0].annual_volume", "sans appel, rien à estimer"))
    if faults:
        raise InvalidInputError(faults)


def _threshold(data: EngineInput) -> float:
    asked = [item.threshold_seconds for item in data.targets if item.measure is Measure.SERVICE_LEVEL]
    return asked[0] if asked else DEFAULT_SECONDS


def _answered(found: list[Replication]) -> Series:
    flows = np.stack([one.counts.flows[0] for one in found]).astype(np.float64)
    return Series(flows[:, ANSWERED], flows[:, FIRST])


def _within(bid: Bid, found: list[Replication], seconds: float) -> Series:
    k = bid.asked.threshold_seconds.index(seconds)
    flows = np.stack([one.counts.flows[0] for one in found]).astype(np.float64)
    late = np.array([one.counts.waits[0, W_ANSWERED, k + 1 :].sum() for one in found], dtype=np.float64)
    return Series(flows[:, ANSWERED] - late, flows[:, FIRST] + flows[:, REDIAL])


def _twin(data: EngineInput, seconds: float) -> _Twin:
    like = replace(
        data,
        contact_types=(_exponential(data.contact_types[0]),),
        groups=(_steady(data.groups[0]),),
        targets=tuple(item for item in data.targets if item.measure is Measure.SERVICE_LEVEL),
    )
    asked, due = workload(like), _once(duties(like))
    expected = asked.expected.copy()
    expected[-math.ceil(seconds / 3600.0) :] = 0.0
    bid = Bid(asked, crews(like, Rules(ShiftEnd.FIRST_FREE)), due)
    return _Twin(bid, expected, _exact(like, expected[:, 0], due, seconds))


def _exponential(item: ContactType) -> ContactType:
    patience = replace(item.patience, distribution=Distribution.EXPONENTIAL) if item.patience else None
    return replace(
        item,
        handle_time=HandleTime(item.handle_time.mean_minutes, Distribution.EXPONENTIAL),
        patience=patience,
        redial=Redial(),
        volume_uncertainty=VolumeUncertainty(),
    )


def _steady(group: Group) -> Group:
    """As many as are there on average, all the time: heads that come, shared out among the shifts."""
    there = (1.0 - group.absence_share) * (1.0 - group.shrinkage_share) * group.chat_concurrency
    shifts, owed = [], 0.0
    for shift in group.shifts:
        length = shift.end_minute - shift.start_minute
        owed += shift.headcount * there * (1.0 - shift.break_minutes / length)
        heads = max(round(owed), 0)
        owed -= heads
        if heads:
            shifts.append(Shift(shift.days, shift.start_minute, shift.end_minute, heads))
    return replace(
        group,
        shifts=tuple(shifts),
        absence_share=0.0,
        shrinkage_share=0.0,
        chat_concurrency=1,
        chat_growth_share=0.0,
        ramp_up_weeks=0,
    )


def _once(due: Duties) -> Duties:
    """Everybody comes once: without absence, the later blocks of a long shift change nothing."""
    return due._replace(steps=due.steps[(due.steps["kind"] != BLOCK) | (due.steps["value"] == 0.0)])


def _exact(like: EngineInput, hourly: Floats, due: Duties, seconds: float) -> Transient:
    edges, heads = _course(due, hourly.size)
    item = like.contact_types[0]
    patience = item.patience
    try:
        return transient(
            hourly[(edges[:-1] / 60.0).astype(np.int64)] / 60.0,
            heads,
            np.diff(edges),
            handle_minutes=item.handle_time.mean_minutes,
            patience_minutes=patience.mean_minutes if patience else math.inf,
            threshold_minutes=seconds / 60.0,
            hang_up_at_once=patience.hang_up_at_once_share if patience else 0.0,
            start=Start.EMPTY,
        )
    except ValueError as error:
        raise InvalidInputError([Fault("$", "équipe ou période trop grande pour un jumeau exact")]) from error


def _course(due: Duties, hours: int) -> tuple[Floats, Floats]:
    """Edges (n + 1,) of the intervals between hours and changes of staff, and heads (n,) in each."""
    at, kind = due.steps["at"], due.steps["kind"]
    edges = np.unique(np.concatenate([60.0 * np.arange(hours + 1), at]))
    changes = np.zeros(edges.size)
    np.add.at(changes, np.searchsorted(edges, at), np.where(kind == END, -1.0, 1.0))
    return edges, np.cumsum(changes)[:-1]
