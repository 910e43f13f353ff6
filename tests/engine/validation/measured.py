"""How far usual simplifications err: each figure announced beforehand, and what is measured here.

Points of the share answered, but where said. The site is that of `sites`.
"""

import numpy as np
from numpy.typing import NDArray

from scoring.engine import model
from scoring.engine.erlang import erlang_a, erlang_c
from scoring.engine.quick import quick_look
from scoring.engine.simulation.state import Rules, ShiftEnd
from scoring.engine.simulation.twin import with_exact_twin
from scoring.engine.transient import transient
from tests.engine.builders import vectors
from tests.engine.validation.exact import EXPONENTIAL, POINTS, exact_week
from tests.engine.validation.lines import Case, Line
from tests.engine.validation.sites import HANDLE, HEADS, PATIENCE, RATES, handle, site

Floats = NDArray[np.float64]
FIRST_FREE = Rules(ShiftEnd.FIRST_FREE)
SHAPES = (
    ("exponentielle", model.Distribution.EXPONENTIAL, 1.0),
    ("lognormale, CV 1", model.Distribution.LOGNORMAL, 1.0),
    ("lognormale, CV 0,7", model.Distribution.LOGNORMAL, 0.7),
    ("gamma, CV 0,5", model.Distribution.GAMMA, 0.5),
    ("constante", model.Distribution.DETERMINISTIC, 1.0),
)
ABSENCE = 0.1


def by_hour() -> tuple[Floats, Floats]:
    """(168,) exact shares answered, and offered."""
    exact = exact_week()
    return 1.0 - exact.abandoned / exact.offered, exact.offered


def _rms(errors: Floats) -> float:
    return float((errors**2).mean() ** 0.5)


def stationary() -> list[Line]:
    share, _ = by_hour()
    errors = POINTS * (1.0 - erlang_a(RATES * HANDLE, HEADS, PATIENCE / HANDLE).p_abandon - share)
    return [
        Line("au pire, sur une heure", 11.7, float(np.abs(errors).max()), allowed=0.05),
        Line("en moyenne quadratique", 3.1, _rms(errors), allowed=0.05),
    ]


def modified_load() -> list[Line]:
    share, _ = by_hour()
    found = quick_look(site(handle(EXPONENTIAL))).by_contact_type[0].answered_share_by_hour
    errors = POINTS * (np.array(found, dtype=np.float64) - share)
    return [
        Line("au pire, sur une heure", 2.7, float(np.abs(errors).max()), allowed=0.25),
        Line("en moyenne quadratique", 0.6, _rms(errors), allowed=0.1),
    ]


def never_hanging_up() -> list[Line]:
    exact, load = exact_week(), RATES * HANDLE
    wait = np.asarray(erlang_c(load, HEADS))
    prompt = np.where(load < HEADS, 1.0 - wait * np.exp(-(HEADS - load) / 60.0), 0.0)
    offered = float(exact.offered.sum())
    return [
        Line(
            "Erlang C : en 20 s (%)",
            47.0,
            POINTS * float((prompt * exact.offered).sum()) / offered,
            allowed=0.5,
        ),
        Line(
            "la vérité : en 20 s (%)",
            76.0,
            POINTS * float(exact.answered_within.sum()) / offered,
            allowed=0.5,
        ),
    ]


def cut_calls() -> list[Line]:
    finished, cut = exact_week(), exact_week("mid_call_returns")
    cost = POINTS * float((cut.abandoned - finished.abandoned).sum()) / float(finished.offered.sum())
    return [Line("appels coupés à la relève : ce qu’ils coûtent", 0.26, cost, allowed=0.01)]


def fixed_point() -> list[Line]:
    table = vectors("redial.csv")
    error = POINTS * (table["fp_answered"] - table["answered_of_callers"])
    return [
        Line(
            "trois agents, au pire : ce qu’il flatte", 5.2, float(error[table["n"] == 3].max()), allowed=0.05
        )
    ]


def _answered(data: model.EngineInput) -> float:
    found = with_exact_twin(data, replications=24, seed=12, rules=FIRST_FREE).answered_share.controlled.mean
    return POINTS * (found or 0.0)


def shapes() -> list[Line]:
    shares = [_answered(site(handle(law, cv), weeks=13)) for _, law, cv in SHAPES]
    return [Line("de la plus à la moins favorable des cinq", 0.8, max(shares) - min(shares), allowed=0.1)]


def absences() -> list[Line]:
    """The mean factor takes a tenth off every hour: a fraction of a person is one part of the hour."""
    heads = HEADS * (1.0 - ABSENCE)
    part = heads - np.floor(heads)
    strength = np.stack([np.floor(heads) + 1.0, np.floor(heads)], axis=1).ravel()
    minutes = np.stack([60.0 * part, 60.0 * (1.0 - part)], axis=1).ravel()
    kept = minutes > 1e-9
    mean = transient(
        np.repeat(RATES, 2)[kept],
        strength[kept],
        minutes[kept],
        handle_minutes=HANDLE,
        patience_minutes=PATIENCE,
        threshold_minutes=20 / 60,
    )
    flattered = POINTS * (1.0 - float(mean.abandoned.sum()) / float(mean.offered.sum()))
    drawn = _answered(site(handle(EXPONENTIAL), weeks=13, absence=ABSENCE))
    return [Line("10 % d’absence : ce que la moyenne flatte", 0.55, flattered - drawn, allowed=0.15)]


CASES = (
    Case(
        "heure-par-heure", "Formule stationnaire de chaque heure (SIPP), contre la chaîne exacte", stationary
    ),
    Case(
        "charge-modifiee", "Charge offerte modifiée (le coup d’œil), contre la chaîne exacte", modified_load
    ),
    Case("sans-abandon", "Erlang C là où l’on raccroche", never_hanging_up),
    Case("releve", "Fin d’appel à la relève", cut_calls),
    Case("point-fixe", "Point fixe des rappels, contre la chaîne exacte", fixed_point),
    Case("forme-des-durees", "Forme de la loi des durées, moyenne de 20 min", shapes),
    Case("absences", "Absence tirée par poste, contre un effectif moyen", absences),
)
