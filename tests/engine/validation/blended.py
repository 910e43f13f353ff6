"""The quick look where e-mails share the people who answer calls: against the simulation of the same site."""

from scoring.engine import model
from scoring.engine.quick import quick_look
from scoring.engine.simulation.run import simulate
from tests.engine.builders import ALL_DAYS, answered_target, call, engine_input, group, prompt_target
from tests.engine.validation.lines import Case, Line

POINTS = 100.0
WEEKS = 26
OFFICE = model.WeeklyProfile(tuple(float(8 <= hour % 24 < 20) for hour in range(168)))
PRESENT = 0.92 * 0.95
CALL_MINUTES, MAIL_MINUTES = 20.0, 12.0
#: heads, then calls and e-mails as parts of the staff's time.
SITES = (
    (6, 0.6, 0.1),
    (6, 0.6, 0.3),
    (6, 0.3, 0.6),
    (6, 0.6, 0.6),
    (3, 0.4, 0.3),
    (20, 0.7, 0.2),
)


def site(heads: int, calls: float, mails: float, mail_minutes: float = MAIL_MINUTES) -> model.EngineInput:
    """Two teams of six hours a day, calls first, e-mails due within a day."""
    shifts = tuple(model.Shift(ALL_DAYS, start, start + 360, heads) for start in (480, 840))
    minutes = 720 * heads * 365.25 * PRESENT
    mail = call(
        id="mail",
        channel=model.Channel.EMAIL,
        patience=None,
        due_hours=24.0,
        profile=OFFICE,
        annual_volume=mails * minutes / mail_minutes,
        handle_time=model.HandleTime(mail_minutes),
    )
    talk = model.HandleTime(CALL_MINUTES)
    calling = call(annual_volume=calls * minutes / CALL_MINUTES, handle_time=talk, profile=OFFICE)
    team = group(heads, shifts=shifts, skills=("call", "mail"), absence_share=0.08, shrinkage_share=0.05)
    return engine_input((calling, mail), (team,), answered_target(), prompt_target(), weeks=WEEKS)


def shares(data: model.EngineInput) -> tuple[tuple[float, float], tuple[float, float]]:
    """(simulated, quick) percentages of the calls: answered, and answered within 60 s."""
    quick, simulated = quick_look(data), simulate(data, replications=6, seed=11)
    answered = simulated.by_contact_type[0].measures.answered_share.mean
    prompt = simulated.targets[1].reached_share.mean
    looked = (quick.by_contact_type[0].measures.answered_share, quick.targets[1].reached_share)
    first, second = (
        (POINTS * (a or 0.0), POINTS * (b or 0.0)) for a, b in zip((answered, prompt), looked, strict=True)
    )
    return first, second


def blended() -> list[Line]:
    lines = []
    for heads, calls, mails in SITES:
        place = f"{heads} postes, appels {calls:.0%}, courriels {mails:.0%}".replace("%", "\u202f%")
        answered, prompt = shares(site(heads, calls, mails))
        lines.append(Line(f"{place} : part répondue (%)", *answered, allowed=4.0))
        lines.append(Line(f"{place} : en 60 s (%)", *prompt, allowed=6.0))
    return lines


CASES = (Case("courriels-coup-d-oeil", "Courriels et appels au coup d’œil, contre la simulation", blended),)
