"""The table of thresholds: from which gap on an alert speaks, and what the number rests on."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

MARSEILLE = "CAA Marseille, 14 novembre 2022, n° 20MA00272"
VERSAILLES = "TA Versailles, n° 1703304"
CHOICE = "Choix de l’application : une question de trop coûte moins qu’une exécution compromise"


@dataclass(frozen=True, slots=True)
class Threshold:
    """share: between 0 and 1. kind: « ruling » when a judge met that number, « choice » otherwise."""

    name: str
    share: Decimal
    meaning: str
    kind: Literal["ruling", "choice"]
    source: str


MEAN_WATCH = Threshold(
    "mean_watch",
    Decimal("0.20"),
    "Écart à la moyenne des autres offres, à regarder",
    "choice",
    f"{CHOICE}, au-dessus des 13 % qui n’ont pas suffi à faire naître la suspicion ({MARSEILLE})",
)
MEAN_STRONG = Threshold(
    "mean_strong",
    Decimal("0.33"),
    "Écart à la moyenne des autres offres, important",
    "ruling",
    f"{MARSEILLE} : un écart de 33 % justifiait la suspicion, un écart de 13 % non",
)
SECOND_WATCH = Threshold(
    "second_watch",
    Decimal("0.20"),
    "Écart à l’offre qui suit, à regarder",
    "choice",
    CHOICE,
)
SECOND_STRONG = Threshold(
    "second_strong",
    Decimal("0.38"),
    "Écart à l’offre qui suit, important",
    "ruling",
    f"{VERSAILLES} : offre 38 % sous la deuxième",
)
ESTIMATE_WATCH = Threshold(
    "estimate_watch",
    Decimal("0.30"),
    "Écart à l’estimation de l’acheteur, à regarder",
    "choice",
    CHOICE,
)
ESTIMATE_STRONG = Threshold(
    "estimate_strong",
    Decimal("0.56"),
    "Écart à l’estimation de l’acheteur, important",
    "ruling",
    f"{VERSAILLES} : offre 56 % sous l’estimation",
)
LINE_GAP = Threshold(
    "line_gap",
    Decimal("0.38"),
    "Écart d’un prix unitaire au prix médian des autres offres",
    "choice",
    f"Choix de l’application, à l’image de {VERSAILLES} : prix unitaires très bas sur les grandes quantités",
)
LINE_WEIGHT = Threshold(
    "line_weight",
    Decimal("0.20"),
    "Part du montant du lot à partir de laquelle une ligne pèse, aux prix médians des autres offres",
    "choice",
    CHOICE,
)

THRESHOLDS = (
    MEAN_WATCH,
    MEAN_STRONG,
    SECOND_WATCH,
    SECOND_STRONG,
    ESTIMATE_WATCH,
    ESTIMATE_STRONG,
    LINE_WEIGHT,
    LINE_GAP,
)
