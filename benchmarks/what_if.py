"""How long a slider waits: the answer of « Et si… » against its budget, and against a plain page of the site.

    python benchmarks/what_if.py [MOVES]

In the environment of the application (DATABASE_URL and the others): it makes a database of its own, as the
tests do, and removes it. The bid is the lead case of the tests. Only ratios are printed: seconds differ from
machine to machine.
"""

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[1]))

if TYPE_CHECKING:
    from scoring.engine.model import EngineInput

BUDGET_SECONDS = 0.2
#: Of the 200 ms that somebody sees, what is left to the server once the browser has waited, sent and drawn.
SERVER_SECONDS = 0.05
#: Pages are drawn without having collected their files.
PLAIN_STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"


def main(moves: int) -> None:
    """Print each ratio on a line."""
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import override_settings, setup_test_environment, teardown_test_environment

    setup_test_environment(debug=False)
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        with override_settings(STORAGES={"staticfiles": {"BACKEND": PLAIN_STATIC}}):
            report(moves)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
        teardown_test_environment()


def report(moves: int) -> None:
    from django.test import Client
    from django.urls import reverse

    officer, bid = lead_bid()
    client = Client()
    client.force_login(officer)
    address = reverse("scoring:what_if_json", args=[bid])

    def moved(rank: int) -> None:
        answer = client.get(address, {"volume": f"{1.01 + rank / 100:.2f}"})
        assert answer.status_code == 200, answer.content

    def plain(_rank: int) -> None:
        assert client.get(reverse("tenders:officer_list")).status_code == 200

    moved(-1)
    plain(0)
    move, page, look = least((moved, plain, lead_look()), moves)
    say("a move of a slider / the 200 ms that somebody may wait", move / BUDGET_SECONDS)
    say("a move of a slider / the 50 ms left to the server", move / SERVER_SECONDS)
    say("a move of a slider / a plain page of the site", move / page)
    say("the quick look alone / a move of a slider", look / move)


def least(tasks: Sequence[Callable[[int], None]], turns: int) -> list[float]:
    """The shortest time of each, in turns: what a busy machine lengthens least."""
    found = [float("inf")] * len(tasks)
    for turn in range(turns):
        for rank, task in enumerate(tasks):
            start = time.perf_counter()
            task(turn)
            found[rank] = min(found[rank], time.perf_counter() - start)
    return found


def lead_look() -> Callable[[int], None]:
    """The pure part: the engine alone on the same input."""
    from scoring.capacity.changes import Change
    from scoring.capacity.whatif import quick_what_if

    data = lead_case()
    document = data.to_dict()

    def look(rank: int) -> None:
        quick_what_if(data, (), Change(volume=1.01 + rank / 100), document=document)

    return look


def lead_case() -> "EngineInput":
    """With the usual mark as its only target: the lot of the benchmark asks nothing."""
    from scoring.capacity.reference import REFERENCE
    from tests.engine import builders

    return replace(builders.lead_case(), targets=(REFERENCE,))


def lead_bid() -> tuple[Any, int]:
    """An officer, and a bid of theirs whose run has the lead case as its input."""
    from audit.clock import database_now
    from scoring.models import CapacityRun
    from scoring.services import request_run
    from tests.people import make_buyer, make_officer
    from tests.scoring import cases

    officer = make_officer(make_buyer())
    bid = cases.make_bid(cases.opened_lot(officer, criteria=(cases.PRICE, cases.QUALITY)))
    run = request_run(bid=bid, actor=None, now=database_now())
    CapacityRun.objects.filter(pk=run.pk).update(input=lead_case().to_dict())
    return officer, bid.pk


def say(what: str, ratio: float) -> None:
    sys.stdout.write(f"{what} : {ratio:.2f}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
