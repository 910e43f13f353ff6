"""Hours of the week in words."""

import pytest

from scoring.pages.words import hours_in_words
from ui.formatting.numbers import NBSP

NIGHT = (22, 23, 24, 25, 26, 27, 28, 29)


def nights(*days: int) -> set[int]:
    return {(24 * day + hour) % 168 for day in days for hour in NIGHT}


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (nights(0, 1, 2, 3, 4), "du lundi au vendredi de 22 h à 6 h"),
        (nights(*range(7)), "tous les jours de 22 h à 6 h"),
        (nights(6), "le dimanche de 22 h à 6 h"),
        (nights(5, 6), "le samedi et le dimanche de 22 h à 6 h"),
        (nights(0, 2, 4), "le lundi, le mercredi et le vendredi de 22 h à 6 h"),
        (set(range(120, 144)), "le samedi de 0 h à 24 h"),
        (set(range(118, 168)) | set(range(6)), "du vendredi 22 h au lundi 6 h"),
        (set(range(168)), "toute la semaine, jour et nuit"),
        ({3, 30}, "le lundi de 3 h à 4 h ; le mardi de 6 h à 7 h"),
    ],
)
def test_hours_in_words(hours: set[int], words: str) -> None:
    assert hours_in_words(hours).replace(NBSP, " ") == words
