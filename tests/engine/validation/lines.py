"""One line of the validation table: something known, what was found, and how far they may be apart."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
MOST_DEVIATIONS = 3.5
NARROW = "\u202f"


class Line(NamedTuple):
    """found against expected: `error` is the standard error of their difference, 0 when there is no noise;
    `allowed` the largest difference, None for 3.5 standard errors. As shown: values times `scale`."""

    what: str
    expected: float
    found: float
    error: float = 0.0
    allowed: float | None = None
    scale: float = 1.0
    decimals: int = 2

    @property
    def deviations(self) -> float:
        return (self.found - self.expected) / self.error

    @property
    def is_within(self) -> bool:
        if self.allowed is None:
            return abs(self.deviations) < MOST_DEVIATIONS
        return abs(self.found - self.expected) <= self.allowed

    def cells(self) -> tuple[str, str, str, str]:
        """Known, found, how far apart, and how far allowed: as the page shows them."""
        known, found = (_shown(value * self.scale, self.decimals) for value in (self.expected, self.found))
        if self.allowed is None:
            return (
                known,
                found,
                f"z = {_shown(self.deviations, 2, sign=True)}",
                f"{_shown(MOST_DEVIATIONS, 1)}",
            )
        gap = (self.found - self.expected) * self.scale
        return known, found, _small(gap), _small(self.allowed * self.scale)


class Case(NamedTuple):
    """key: its name in the page; title: in French; run: its lines."""

    key: str
    title: str
    run: Callable[[], list[Line]]


def _shown(value: float, decimals: int, *, sign: bool = False) -> str:
    text = f"{value:{'+' if sign else ''},.{decimals}f}"
    return text.replace(",", NARROW).replace(".", ",").replace("-", "\u2212")


def _small(value: float) -> str:
    if value != 0.0 and abs(value) < 0.005:
        return f"{value:.0e}".replace("-", "\u2212")
    return _shown(value, 2)


def mean_line(what: str, expected: float, values: Sequence[float] | Floats, **shown: float) -> Line:
    """The mean of independent values; `half_width` is the 95 % one of what is expected."""
    found = np.asarray(values, dtype=np.float64)
    half_width = float(shown.pop("half_width", 0.0))
    error = float(np.hypot(found.std(ddof=1) / found.size**0.5, half_width / 1.96))
    line = Line(what, expected, float(found.mean()), error)
    return line._replace(scale=shown.get("scale", 1.0), decimals=int(shown.get("decimals", 2)))
