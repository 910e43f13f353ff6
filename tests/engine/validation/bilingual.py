"""The published bilingual example, event by event, apart from the engine: what exactly was published?

The manual of ContactCenters (doc/examples/bilingual.tex and Bilingual.java, Université de Montréal) settles
what its summary leaves open: one of the agents free and able is drawn, specialist or not; whoever calls again
does so 20 minutes later exactly, with the patience and the call of the first time; "within 60 seconds" counts
the waits of all attempts together; agents finish their call after 17h, and nobody is answered any more.
"""

import heapq
import random
from dataclasses import dataclass, field

OPEN_MINUTES, FIRST_HOUR = 540.0, 60.0
PER_MINUTE_FIRST, PER_MINUTE = 100.0 / 60.0, 50.0 / 60.0
TEAMS = (7, 7, 4)
BILINGUAL, LANGUAGES = 2, 2
HANDLE = ((3.0, 7.0), (4.0, 6.0))
PATIENCE, REDIAL_SHARE, REDIAL_DELAY, PROMPT = 2.0, 0.75, 20.0, 1.0
CALL, END, HANG_UP = 0, 1, 2
DAYS = 5


@dataclass(slots=True)
class Caller:
    language: int
    patience: float
    handle: float
    at: float = 0.0
    waited: float = 0.0
    is_redial: bool = False
    is_waiting: bool = False


@dataclass
class Week:
    """Sums over five days. busy: minutes by team. prompt_attempts: as `prompt`, each attempt for itself."""

    first: int = 0
    redials: int = 0
    served: int = 0
    abandoned: int = 0
    prompt: int = 0
    prompt_attempts: int = 0
    busy: list[float] = field(default_factory=lambda: [0.0, 0.0, 0.0])

    def occupancy(self, team: int) -> float:
        return self.busy[team] / (DAYS * OPEN_MINUTES * TEAMS[team])


class Day:
    """`keeps_patience`: of the first call; `fixed_delay`: before calling again. False: drawn afresh, and
    exponential, as in the engine."""

    def __init__(self, draw: random.Random, week: Week, *, keeps_patience: bool, fixed_delay: bool) -> None:
        self.draw, self.week = draw, week
        self.keeps_patience, self.fixed_delay = keeps_patience, fixed_delay
        self.free = list(TEAMS)
        self.queues: tuple[list[Caller], list[Caller]] = ([], [])
        self.events: list[tuple[float, int, int, Caller | int]] = []
        self.named = 0
        for language in range(LANGUAGES):
            self._arrivals(language, 0.0, FIRST_HOUR, PER_MINUTE_FIRST)
            self._arrivals(language, FIRST_HOUR, OPEN_MINUTES, PER_MINUTE)

    def _arrivals(self, language: int, start: float, end: float, rate: float) -> None:
        t = start + self.draw.expovariate(rate)
        while t < end:
            caller = Caller(
                language, self.draw.expovariate(1 / PATIENCE), self.draw.uniform(*HANDLE[language])
            )
            self._plan(t, CALL, caller)
            t += self.draw.expovariate(rate)

    def _plan(self, at: float, what: int, who: Caller | int) -> None:
        self.named += 1
        heapq.heappush(self.events, (at, self.named, what, who))

    def run(self) -> None:
        while self.events:
            t, _, what, who = heapq.heappop(self.events)
            if isinstance(who, int):
                self._end(t, who)
            elif what == CALL:
                self._call(t, who)
            elif who.is_waiting and who.at + who.patience == t:
                self._hang_up(t, who)

    def _call(self, t: float, caller: Caller) -> None:
        self.week.first += not caller.is_redial
        self.week.redials += caller.is_redial
        if t >= OPEN_MINUTES:
            return
        own, both = self.free[caller.language], self.free[BILINGUAL]
        if own + both:
            self._answer(t, caller, caller.language if self.draw.random() * (own + both) < own else BILINGUAL)
            return
        caller.at, caller.is_waiting = t, True
        self.queues[caller.language].append(caller)
        self._plan(t + caller.patience, HANG_UP, caller)

    def _answer(self, t: float, caller: Caller, team: int) -> None:
        waited = t - caller.at if caller.is_waiting else 0.0
        caller.is_waiting = False
        self.free[team] -= 1
        self.week.served += 1
        self.week.prompt += caller.waited + waited < PROMPT
        self.week.prompt_attempts += waited < PROMPT
        self.week.busy[team] += caller.handle
        self._plan(t + caller.handle, END, team)

    def _hang_up(self, t: float, caller: Caller) -> None:
        self.queues[caller.language].remove(caller)
        if t >= OPEN_MINUTES:
            return
        self.week.abandoned += 1
        caller.is_waiting, caller.is_redial = False, True
        caller.waited += caller.patience
        if self.draw.random() < REDIAL_SHARE:
            delay = REDIAL_DELAY if self.fixed_delay else self.draw.expovariate(1 / REDIAL_DELAY)
            if not self.keeps_patience:
                caller.patience = self.draw.expovariate(1 / PATIENCE)
            self._plan(t + delay, CALL, caller)

    def _end(self, t: float, team: int) -> None:
        self.free[team] += 1
        if t >= OPEN_MINUTES:
            return
        able = range(LANGUAGES) if team == BILINGUAL else (team,)
        waiting = [self.queues[k] for k in able if self.queues[k]]
        if waiting:
            queue = min(waiting, key=lambda callers: callers[0].at)
            self._answer(t, queue.pop(0), team)


def weeks(count: int, *, keeps_patience: bool, fixed_delay: bool, seed: int = 5) -> list[Week]:
    draw, found = random.Random(seed), []
    for _ in range(count):
        week = Week()
        for _ in range(DAYS):
            Day(draw, week, keeps_patience=keeps_patience, fixed_delay=fixed_delay).run()
        found.append(week)
    return found
