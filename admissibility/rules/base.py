"""What every rule is made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

Result = Literal["conform", "to_examine", "adverse"]
F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule answered: its code, the result that the code means, and the facts it looked at.

    ``facts`` holds JSON types only, so that the finding can be stored and read again as it was.
    """

    rule: str
    version: int
    code: str
    result: Result
    article: str
    facts: dict[str, Any]


@dataclass(frozen=True)
class Rule(Generic[F]):
    """A rule: ``decide`` gives a code of ``results``; an unforeseen code is a KeyError, never a pass."""

    name: str
    version: int
    article: str
    results: Mapping[str, Result]
    decide: Callable[[F], str]
    describe: Callable[[F], dict[str, Any]]
    #: In French, for the page where a jurist reads the rules: a title, and the facts that are looked at.
    title: str = ""
    looks_at: str = ""

    def apply(self, facts: F) -> Outcome:
        """Return what the rule says of ``facts``."""
        code = self.decide(facts)
        return Outcome(
            rule=self.name,
            version=self.version,
            code=code,
            result=self.results[code],
            article=self.article,
            facts=self.describe(facts),
        )
