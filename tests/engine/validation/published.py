"""Examples published with their results: ContactCenters and SSJ, Université de Montréal (doc/examples)."""

import numpy as np
from numpy.typing import NDArray

from scoring.engine import model
from scoring.engine.simulation.collect import Counts
from scoring.engine.simulation.crews import crews
from scoring.engine.simulation.philox import block, stream, uniform
from scoring.engine.simulation.run import Bid
from scoring.engine.simulation.scenario import Scenario, poisson
from scoring.engine.simulation.state import (
    ABANDONED,
    ANSWERED,
    FIRST,
    REDIAL,
    W_ANSWERED,
    Routing,
    Rules,
)  # fmt: skip
from scoring.engine.simulation.workload import workload
from tests.engine.builders import call, engine_input, group, prompt_target
from tests.engine.simulation.worlds import constant, duties_of, simulated
from tests.engine.validation.bilingual import DAYS, OPEN_MINUTES, TEAMS, Week, weeks
from tests.engine.validation.lines import Case, Line, mean_line

Floats = NDArray[np.float64]
DAY, MMC_DAYS = 480.0, 300
NEVER = model.Patience(10_080.0, distribution=model.Distribution.DETERMINISTIC)
# Mean of a week over a thousand simulated, and half-width at 95 %.
PUBLISHED = {
    "arrivées, rappels compris": (5110.161, 5.152),
    "rappels": (107.168, 1.327),
    "servis": (4967.235, 4.289),
    "abandons": (142.868, 1.659),
    "servis en 60 s": (4896.885, 4.096),
    "occupation, anglais seul (%)": (47.624, 0.0605),
    "occupation, espagnol seul (%)": (47.639, 0.0595),
    "occupation, bilingues (%)": (63.254, 0.0565),
}
PROMPT = "servis en 60 s"
FIRST_CALLS, WITNESS_WEEKS, WEEKS, PATIENCES = 5000.0, 60, 40, 30


def twelve_agents(patience: model.Patience) -> list[tuple[int, int, float]]:
    """(abandoned, served within 20 s, occupancy) of days of 480 minutes from empty."""
    handle = model.HandleTime(2.0, model.Distribution.EXPONENTIAL)
    data = engine_input(
        (call(handle_time=handle, patience=patience),), (group(),), prompt_target(20), weeks=1
    )
    bid = constant(data, [12])
    k, days = bid.asked.threshold_seconds.index(20.0), []
    for number in range(MMC_DAYS):
        callers = poisson(np.full((8, 1), 4.2 * 60), bid.asked, stream(8, number))
        counts = simulated(bid, callers, DAY)[1].counts
        within = counts.flows[0, ANSWERED] - counts.waits[0, W_ANSWERED, k + 1 :].sum()
        days.append((int(counts.flows[0, ABANDONED]), int(within), float(counts.busy[0]) / (12 * DAY)))
    return days


def mmc() -> list[Line]:
    within = [day[1] for day in twelve_agents(NEVER)]
    return [mean_line("servis en 20 s", 1816.2, within, half_width=3.6, decimals=1)]


def mmcab() -> list[Line]:
    abandoned, within, occupancy = zip(*twelve_agents(model.Patience(1.0)), strict=True)
    return [
        mean_line("abandons", 58.61, abandoned, half_width=0.95),
        mean_line("servis en 20 s", 1906.0, within, half_width=2.2, decimals=1),
        mean_line("occupation (%)", 0.675, occupancy, half_width=0.0015, scale=100.0),
    ]


def bilingual_witness() -> list[Line]:
    found = weeks(WITNESS_WEEKS, keeps_patience=True, fixed_delay=True)
    return _lines(_told(found, "prompt"), np.array([week.first for week in found]), PUBLISHED)


def _told(found: list[Week], prompt: str) -> dict[str, Floats]:
    counts = (
        [week.first + week.redials for week in found],
        [week.redials for week in found],
        [week.served for week in found],
        [week.abandoned for week in found],
        [getattr(week, prompt) for week in found],
        *([100.0 * week.occupancy(team) for week in found] for team in range(3)),
    )
    return dict(zip(PUBLISHED, (np.array(values, dtype=np.float64) for values in counts), strict=True))


def _lines(found: dict[str, Floats], first: Floats, known: dict[str, tuple[float, float]]) -> list[Line]:
    """The number of first calls, whose mean is known, takes most of the noise away."""
    return [
        mean_line(what, mean, _steadied(found[what], first), half_width=half_width)
        for what, (mean, half_width) in known.items()
    ]


def _steadied(values: Floats, first: Floats) -> Floats:
    luck = first - FIRST_CALLS
    return values - float(np.cov(values, luck)[0, 1] / luck.var(ddof=1)) * luck


def bilingual() -> list[Line]:
    """The engine. Its redials draw their patience afresh and the example keeps it: each language is split
    into thirty types of equal volume, each with one patience. The example adds the waits of all attempts:
    that count is compared with the witness, which has both."""
    counts = [[_day(bid, number) for number in range(DAYS * k, DAYS * (k + 1))] for bid, k in _numbered()]
    totals = [_week(days) for days in counts]
    found = {what: np.array([week[what] for week in totals]) for what in PUBLISHED}
    first = np.array([sum(float(day.flows[:, FIRST].sum()) for day in days) for days in counts])
    witness = weeks(WITNESS_WEEKS, keeps_patience=True, fixed_delay=False, seed=6)
    prompt = _steadied(_told(witness, "prompt_attempts")[PROMPT], np.array([week.first for week in witness]))
    half_width = 1.96 * float(prompt.std(ddof=1)) / WITNESS_WEEKS**0.5
    return _lines(found, first, PUBLISHED | {PROMPT: (float(prompt.mean()), half_width)})


def _numbered() -> list[tuple[Bid, int]]:
    bid = _bilingual_bid()
    return [(bid, k) for k in range(WEEKS)]


def _bilingual_bid() -> Bid:
    redial = model.Redial(0.75, 20.0)
    types = tuple(
        call(
            id=f"{language}{k}",
            language=language,
            redial=redial,
            patience=model.Patience(minutes, 0.0, FIXED),
        )
        for language in ("en", "es")
        for k, minutes in enumerate(_patiences(2.0))
    )
    english, spanish = (tuple(one.id for one in types if one.language == key) for key in ("en", "es"))
    teams = {"en": english, "es": spanish, "en-es": english + spanish}
    groups = tuple(group(id=key, skills=skills) for key, skills in teams.items())
    data = engine_input(types, groups, prompt_target(60), weeks=1)
    stays = [(g, 0.0, OPEN_MINUTES) for g, heads in enumerate(TEAMS) for _ in range(heads)]
    return Bid(workload(data), crews(data, Rules(routing=Routing.AT_RANDOM)), duties_of(stays, len(groups)))


FIXED = model.Distribution.DETERMINISTIC


def _patiences(mean: float) -> list[float]:
    """Means of an exponential over thirty slices of equal probability."""
    beyond = 1.0 - np.linspace(0.0, 1.0, PATIENCES + 1)
    inside = beyond * (1.0 - np.log(np.maximum(beyond, 1e-300)))
    return [float(minutes) for minutes in -mean * PATIENCES * np.diff(inside)]


def _day(bid: Bid, number: int) -> Counts:
    rates = np.array([[100.0]] + [[50.0]] * 8) / PATIENCES * np.ones(2 * PATIENCES)
    callers, of = poisson(rates, bid.asked, stream(17, number))
    words = [block(of, c["rank"], c["hour"], 99 + int(c["kind"]))[0] for c in callers]
    u = np.array([uniform(np.uint64(word)) for word in words])
    callers["handle"] = np.where(callers["kind"] < PATIENCES, 3.0 + 4.0 * u, 4.0 + 2.0 * u)
    return simulated(bid, Scenario(callers, of), OPEN_MINUTES + 60.0)[1].counts


def _week(days: list[Counts]) -> dict[str, float]:
    flows = np.sum([day.flows.sum(axis=0) for day in days], axis=0)
    late = sum(int(day.waits[:, W_ANSWERED, 3:].sum()) for day in days)
    busy = np.sum([day.busy for day in days], axis=0) / (DAYS * OPEN_MINUTES * np.array(TEAMS))
    counts = (flows[FIRST] + flows[REDIAL], flows[REDIAL], flows[ANSWERED], flows[ABANDONED])
    found = (*counts, flows[ANSWERED] - late, *(100.0 * busy))
    return dict(zip(PUBLISHED, map(float, found), strict=True))


CASES = (
    Case("mmc", "MMC : 12 agents, 4,2 appels par minute, 2 min, sans abandon", mmc),
    Case("mmcab", "MMCAb : le même, patience de 1 min", mmcab),
    Case("bilingual-temoin", "Bilingual : programme témoin, écrit à part", bilingual_witness),
    Case("bilingual", "Bilingual : le moteur", bilingual),
)
