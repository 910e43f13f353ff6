"""`python -m scoring.engine.warm`: compile the kernels once, where NUMBA_CACHE_DIR keeps them.

Compiled code suits the processor for which it was made: this runs where the work will be done, not where an
image is built. A minute the first time and after an update; a few seconds otherwise.
"""

import datetime as dt
from dataclasses import replace

from scoring.engine import model
from scoring.engine.quick import quick_look
from scoring.engine.simulation.run import simulate

EVERY_DAY = tuple(range(7))
SKILLS = (("call", "chat", "mail"), ("second", "call"))


def main() -> None:
    """What every capacity page needs: the quick look and the simulation, of every kind of contact."""
    data = smallest()
    quick_look(data)
    simulate(data, replications=1)


def smallest() -> model.EngineInput:
    """A week of a few contacts: a call passed on, a chat, an e-mail, two teams."""
    passed = model.Escalation("second", 0.5)
    types = (
        replace(_contacts("call", model.Channel.CALL), escalation=passed),
        replace(_contacts("second", model.Channel.CALL), level=2, annual_volume=0.0),
        _contacts("chat", model.Channel.CHAT),
        replace(_contacts("mail", model.Channel.EMAIL), patience=None, due_hours=24.0),
    )
    groups = tuple(_team(str(rank), skills) for rank, skills in enumerate(SKILLS))
    return model.EngineInput(model.Calendar(dt.date(2027, 1, 4), 1), types, groups).check()


def _contacts(id_: str, channel: model.Channel) -> model.ContactType:
    return model.ContactType(
        id=id_,
        label=id_,
        channel=channel,
        language="fr",
        level=1,
        annual_volume=5_000.0,
        handle_time=model.HandleTime(10.0),
        patience=model.Patience(4.0),
        redial=model.Redial(0.4),
    )


def _team(id_: str, skills: tuple[str, ...]) -> model.Group:
    return model.Group(
        id=id_,
        label=id_,
        employer=model.Employer(id_),
        skills=skills,
        shifts=(model.Shift(EVERY_DAY, 480, 960, 2, break_minutes=30),),
        declared_staff=4,
        absence_share=0.1,
        shrinkage_share=0.1,
        chat_concurrency=2,
    )


if __name__ == "__main__":
    main()
