"""How long until two bids are told apart at 99 %, on chats in the second language: the engine against SimPy.

    python -m benchmarks.time_to_decision     (in an environment with benchmarks/requirements.txt)

Four queues (calls and chats in two languages), a French team and a bilingual one that answers English first,
shifts of eight hours, 8 % of shifts absent, redials, volumes that vary by a tenth from year to year and from
week to week (the lead case's own figures). The second bid has one bilingual person more, a few hours a week.
Both models follow the same rules, event by event; SimPy runs as one would write it: new random numbers for
each run of each bid.

The engine is really run until it decides. The replications that SimPy would need come from the variance
measured on the engine between strangers (the model is the same, as the shares show), at SimPy's own measured
time a replication: running them all would take hours.
"""

import datetime as dt
import math
import random
import time
from collections import deque
from collections.abc import Generator
from dataclasses import replace
from typing import Any

import numpy as np
import simpy  # type: ignore[import-not-found,unused-ignore]
from numpy.typing import NDArray
from scipy import special

from benchmarks.side_by_side import verdict
from scoring.engine import model
from scoring.engine.model import EngineInput
from scoring.engine.simulation.run import is_checkpoint, prepare_bid, replicate, replications
from scoring.engine.simulation.scenario import draw
from scoring.engine.simulation.state import ANSWERED, FIRST

Steps = Generator[Any, Any, None]
SURE = 2.576  # 99 %, both sides
WEEKS, WEEK_MINUTES = 52, 10_080.0
VOLUMES = {"call-fr": 90_000.0, "call-en": 9_000.0, "chat-fr": 9_000.0, "chat-en": 1_800.0}
HANDLE = {"call": 10.0, "chat": 25.0}
PATIENCE, REDIAL, DELAY, ABSENT, CV = 4.0, 0.4, 20.0, 0.08, 0.1
SIGMA = math.sqrt(math.log(2.0))
TEAMS = {"fr": ("call-fr", "chat-fr"), "bi": ("call-en", "chat-en", "call-fr", "chat-fr")}
HEADS = {"fr": 2, "bi": 1}
ASKED = {"call-fr": ("fr", "bi"), "chat-fr": ("fr", "bi"), "call-en": ("bi",), "chat-en": ("bi",)}
EXTRA = (1, 2, 3), 10 * 60, 14 * 60  # days, from, to
MEASURED, STRANGERS, SIMPY_RUNS = "chat-en", 60, 3


def shifts(team: str, *, more: bool) -> tuple[model.Shift, ...]:
    days = tuple(range(7))
    found = tuple(model.Shift(days, start, start + 480, HEADS[team]) for start in (0, 480, 960))
    day_time = (model.Shift(days, 540, 1020, 1),) if team == "bi" else (model.Shift(days, 540, 1020, 2),)
    extra = (model.Shift(EXTRA[0], EXTRA[1], EXTRA[2], 1),) if more and team == "bi" else ()
    return found + day_time + extra


def bid(*, more: bool) -> EngineInput:
    types = tuple(
        model.ContactType(
            id=key,
            label=key,
            channel=model.Channel(key[:4]),
            language=key[5:],
            level=1,
            annual_volume=volume,
            handle_time=model.HandleTime(HANDLE[key[:4]]),
            patience=model.Patience(PATIENCE),
            redial=model.Redial(REDIAL, DELAY),
            volume_uncertainty=model.VolumeUncertainty(CV, CV),
        )
        for key, volume in VOLUMES.items()
    )
    fictive = model.Employer("fictif")
    groups = tuple(
        model.Group(key, key, fictive, skills, shifts(key, more=more), 40, absence_share=ABSENT)
        for key, skills in TEAMS.items()
    )
    calendar = model.Calendar(dt.date(2027, 1, 4), WEEKS, "UTC")
    return replace(model.EngineInput(calendar, types, groups), targets=()).check()


class Site:
    """The same site in SimPy: one process a caller, one a shift."""

    def __init__(self, *, more: bool) -> None:
        self.site = simpy.Environment()
        self.free: dict[str, deque[Agent]] = {team: deque() for team in TEAMS}
        self.queues: dict[str, deque[Any]] = {key: deque() for key in VOLUMES}
        self.first = dict.fromkeys(VOLUMES, 0)
        self.answered = dict.fromkeys(VOLUMES, 0)
        year = random.gammavariate(1.0 / CV**2, CV**2)
        self.levels = [year * random.gammavariate(1.0 / CV**2, CV**2) for _ in range(WEEKS)]
        for key in VOLUMES:
            self.site.process(self.callers(key))
        for team in TEAMS:
            for shift in shifts(team, more=more):
                self.roster(team, shift)

    def roster(self, team: str, shift: model.Shift) -> None:
        for week in range(WEEKS):
            for day in shift.days:
                start = week * WEEK_MINUTES + day * 1440.0 + shift.start_minute
                for _ in range(shift.headcount):
                    if random.random() >= ABSENT:  # noqa: S311  # a simulation
                        self.site.process(self.shift(team, start, shift.end_minute - shift.start_minute))

    def shift(self, team: str, start: float, minutes: float) -> Steps:
        yield self.site.timeout(start)
        agent = Agent(team)
        self.look(agent)
        yield self.site.timeout(minutes)
        agent.leaves = True
        if agent in self.free[team]:
            self.free[team].remove(agent)

    def look(self, agent: "Agent") -> None:
        """Who has just become free takes the first of the first queue that is not empty."""
        for key in TEAMS[agent.team]:
            if self.queues[key]:
                self.queues[key].popleft().succeed(agent)
                return
        self.free[agent.team].append(agent)

    def callers(self, key: str) -> Steps:
        for week in range(WEEKS):
            end = (week + 1) * WEEK_MINUTES
            rate = VOLUMES[key] / 525_960.0 * self.levels[week]
            while True:
                gap = random.expovariate(rate)
                if self.site.now + gap >= end:
                    break
                yield self.site.timeout(gap)
                self.first[key] += 1
                self.site.process(self.caller(key))
            yield self.site.timeout(end - self.site.now)

    def caller(self, key: str) -> Steps:
        minutes = random.lognormvariate(math.log(HANDLE[key[:4]]) - SIGMA**2 / 2, SIGMA)
        while True:
            agent = next((self.free[team].popleft() for team in ASKED[key] if self.free[team]), None)
            if agent is None:
                called = self.site.event()
                self.queues[key].append(called)
                found = yield called | self.site.timeout(random.expovariate(1 / PATIENCE))
                if called in found:
                    agent = found[called]
                else:
                    self.queues[key].remove(called)
            if agent is not None:
                self.answered[key] += 1
                yield self.site.timeout(minutes)
                if not agent.leaves:
                    self.look(agent)
                return
            if random.random() >= REDIAL:  # noqa: S311  # a simulation
                return
            yield self.site.timeout(random.expovariate(1 / DELAY))


class Agent:
    def __init__(self, team: str) -> None:
        self.team, self.leaves = team, False


def simpy_share(*, more: bool) -> float:
    model_ = Site(more=more)
    model_.site.run(until=WEEKS * WEEK_MINUTES)
    return model_.answered[MEASURED] / model_.first[MEASURED]


def _is_sure(seen: NDArray[np.float64]) -> bool:
    quantile = float(special.stdtrit(seen.size - 1, 0.995))
    return bool(abs(seen.mean()) > quantile * seen.std(ddof=1) / seen.size**0.5)


def decided() -> tuple[float, int, float]:
    """(seconds, replications, difference): the engine, until the difference is sure at 99 %."""
    start = time.perf_counter()
    first, second = (prepare_bid(bid(more=more)) for more in (False, True))
    found: list[float] = []
    lane = first.asked.types["first_lane"][list(VOLUMES).index(MEASURED)]
    while True:
        callers = draw(first.asked, 3919, len(found))
        flows = [replicate(one, callers).counts.flows[lane] for one in (second, first)]
        found.append(float(flows[0][ANSWERED] / flows[0][FIRST] - flows[1][ANSWERED] / flows[1][FIRST]))
        if is_checkpoint(len(found)) and _is_sure(np.array(found)):
            return time.perf_counter() - start, len(found), sum(found) / len(found)


def strangers() -> tuple[float, float]:
    """(share of the first bid, variance of the difference of one replication of each)."""
    lane = list(VOLUMES).index(MEASURED)
    spread, share = 0.0, 0.0
    for more, seed in ((True, 11), (False, 12)):
        ready = prepare_bid(bid(more=more))
        flows = np.array([one.counts.flows[lane] for one in replications(ready, seed, 0, STRANGERS)])
        shares = flows[:, ANSWERED] / flows[:, FIRST]
        spread, share = spread + float(shares.var(ddof=1)), float(shares.mean())
    return share, spread


def main() -> None:
    random.seed(1)
    decided()
    runs, seconds, engine = [], [], []
    for _ in range(SIMPY_RUNS):
        engine.append(decided())
        start = time.perf_counter()
        runs.append(simpy_share(more=False))
        seconds.append(time.perf_counter() - start)
    took, done, difference = min(engine)
    share, spread = strangers()
    needed = math.ceil((SURE / difference) ** 2 * spread)
    print(f"share answered, first bid: engine {share:.2%}, SimPy {np.mean(runs):.2%} ({SIMPY_RUNS} years)")
    print(f"difference {100 * difference:+.2f} points: engine, {done} replications in {took:.2f} s")
    naive = 2 * needed * min(seconds)
    print(f"SimPy: {needed} replications of each bid at {min(seconds):.2f} s, {naive:,.0f} s (extrapolated)")
    verdict("time to decision, SimPy / engine", naive / took, 1000.0, at_least=True)


if __name__ == "__main__":
    main()
