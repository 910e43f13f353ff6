"""Hours of the week in words: « du lundi au vendredi de 22 h à 6 h »."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from scoring.capacity.day import circular_runs
from scoring.engine.model import HOURS_PER_WEEK
from ui.formatting import nombre
from ui.formatting.moments import DAYS
from ui.formatting.numbers import NBSP, Number

Run = tuple[int, int]
ALL_WEEK = "toute la semaine, jour et nuit"


def hours_in_words(hours: Collection[int]) -> str:
    """The hours (0 for Monday 0h to 167) as stretches; a night belongs to the day on which it begins."""
    flags = [hour in hours for hour in range(HOURS_PER_WEEK)]
    if all(flags):
        return ALL_WEEK
    short: dict[Run, list[int]] = defaultdict(list)
    long: list[str] = []
    for start, end in circular_runs(flags):
        if (end - start) % HOURS_PER_WEEK > 24:
            long.append(f"du {_moment(start)} au {_moment(end)}")
        else:
            short[start % 24, end % 24].append(start // 24)
    daily = [f"{days_in_words(days)} {time_in_words(*times)}" for times, days in short.items()]
    return " ; ".join([*daily, *long])


def time_in_words(start: int, end: int) -> str:
    """« de 22 h à 6 h »; a whole day is « de 0 h à 24 h »."""
    return f"de {start}{NBSP}h à {end or 24}{NBSP}h"


def days_in_words(days: Sequence[int]) -> str:
    """« tous les jours », « du lundi au vendredi », « le samedi et le dimanche »."""
    known = sorted(set(days))
    if len(known) == 7:
        return "tous les jours"
    if len(known) > 2 and known[-1] - known[0] == len(known) - 1:
        return f"du {DAYS[known[0]]} au {DAYS[known[-1]]}"
    return listed([f"le {DAYS[day]}" for day in known])


def listed(words: Sequence[str]) -> str:
    """« a, b et c »."""
    return " et ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def counted(count: int, name: str) -> str:
    """« 1 heure », « 12 heures »."""
    return f"{nombre(count)}{NBSP}{name}{'s' if count > 1 else ''}"


def sentence(words: str) -> str:
    """The same words with a capital."""
    return words[:1].upper() + words[1:]


def signed(value: Number, decimals: int = 0) -> str:
    """A difference: « +2,4 », « −2,4 », « 0,0 »."""
    text = nombre(value, decimals)
    return f"+{text}" if value > 0 and text != nombre(0, decimals) else text


def _moment(hour: int) -> str:
    day, of_day = divmod(hour, 24)
    return f"{DAYS[day]} {of_day}{NBSP}h"
