"""Weekly profiles to start from: 168 weights, Monday 0 h first."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

Weights = list[Decimal]
FOUR_PLACES = Decimal("0.0001")


def uniform() -> Weights:
    return [Decimal(1)] * 168


def office() -> Weights:
    """Monday to Friday, 9 h to 18 h."""
    return [Decimal(int(day < 5 and 9 <= hour < 18)) for day in range(7) for hour in range(24)]


def helpline_3919() -> Weights:
    """The 3919's: 85 % between 9 h and 22 h, 9 % between 23 h and 7 h, weekends at three quarters.

    The shares are public (solidaritefemmes.org, 2021); their evenness inside each band is supposed.
    """
    return [
        (hourly_share(hour) * (Decimal("0.75") if day >= 5 else 1)).quantize(FOUR_PLACES)
        for day in range(7)
        for hour in range(24)
    ]


def hourly_share(hour: int) -> Decimal:
    """Return the percentage of a weekday's contacts in this hour: 13 day hours, 8 night hours, 3 between."""
    if 9 <= hour < 22:
        return Decimal(85) / 13
    if hour >= 23 or hour < 7:
        return Decimal(9) / 8
    return Decimal(6) / 3


@dataclass(frozen=True, slots=True)
class Preset:
    label: str
    weights: Callable[[], Weights]


PRESETS = {
    "uniforme": Preset("24 h/24, 7 j/7, uniforme", uniform),
    "bureau": Preset("Heures de bureau : lundi à vendredi, 9 h à 18 h", office),
    "3919": Preset(
        "Ligne d’écoute (3919) : 85 % entre 9 h et 22 h, 9 % la nuit, week-ends aux trois quarts",
        helpline_3919,
    ),
}


def band_shares(weights: Weights) -> list[tuple[str, Decimal]]:
    """Return the share (0 to 1) of a week's contacts in each band that a buyer reasons with."""
    total = sum(weights, Decimal(0))
    if not total:
        return []
    bands: dict[str, Callable[[int, int], bool]] = {
        "de 9 h à 22 h": lambda _day, hour: 9 <= hour < 22,
        "de 23 h à 7 h": lambda _day, hour: hour >= 23 or hour < 7,
        "samedi et dimanche": lambda day, _hour: day >= 5,
    }
    return [
        (label, sum((w for at, w in enumerate(weights) if inside(*divmod(at, 24))), Decimal(0)) / total)
        for label, inside in bands.items()
    ]
