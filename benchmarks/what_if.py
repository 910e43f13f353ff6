"""How long a slider waits, in the server and in a real browser, against what is allowed.

    python benchmarks/what_if.py [MOVES]

In the environment of the application (DATABASE_URL and the others): it makes a database of its own, as the
tests do, and removes it. The bid is the lead case of the tests. The browser is Chromium on the real page:
from the move of the slider to the frame drawn after the numbers changed, the pause that the page waits for
a slider to rest included. The server's own share is processor time, so that other work on the machine counts
for little. Only ratios are printed: seconds differ from machine to machine.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

if TYPE_CHECKING:
    from accounts.models import User
    from scoring.engine.model import EngineInput

BUDGET_SECONDS = 0.2
#: Of the 200 ms that somebody sees, what is left to the server once the browser has waited, sent and drawn.
SERVER_SECONDS = 0.05
#: Pages are drawn without having collected their files.
PLAIN_STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"
#: Moves the first slider; the promise ends, in milliseconds, with the frame that shows other numbers.
MOVE = """value => new Promise(done => {
    const slider = document.querySelector("[data-slider=volume] [data-slider-range]");
    const shown = document.querySelector("[data-fill=headline]");
    const start = performance.now();
    new MutationObserver((_, watch) => {
        watch.disconnect();
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
    }).observe(shown, { childList: true, characterData: true, subtree: true });
    slider.value = value;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
})"""


def main(moves: int) -> None:
    """Print each ratio on a line."""
    import django

    # Playwright runs an event loop in this thread, and Django refuses to query where one runs.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
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
    seen = seen_seconds(officer, bid, moves)
    say("a move seen in the browser / the 200 ms that somebody may wait: least", min(seen) / BUDGET_SECONDS)
    say("a move seen in the browser / the 200 ms: median", statistics.median(seen) / BUDGET_SECONDS)
    say("the quick look alone / the 50 ms that it may take", look / SERVER_SECONDS)
    say("a move answered by the server / the 50 ms left to it", move / SERVER_SECONDS)
    say("a move answered / a plain page of the site", move / page)
    say("the quick look alone / a move answered", look / move)


def seen_seconds(officer: "User", bid: int, moves: int) -> list[float]:
    """What somebody waits before the page, move after move, once the engine is loaded."""
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    from tests.chromium import DESKTOP, chromium

    client = Client()
    client.force_login(officer)
    name = settings.SESSION_COOKIE_NAME
    ticket = client.cookies[name].value
    with live_site() as base, chromium() as browser:
        page = browser.new_page(viewport={"width": DESKTOP, "height": 900})
        page.context.add_cookies([{"name": name, "value": ticket, "url": base}])
        page.goto(base + reverse("scoring:what_if", args=[bid]))
        page.evaluate(MOVE, "0.95")
        # The slider's own steps are of a twentieth.
        return [page.evaluate(MOVE, f"{1.05 + 0.05 * turn:.2f}") / 1000.0 for turn in range(min(moves, 70))]


@contextmanager
def live_site() -> Iterator[str]:
    """The address of the site served in this process, on any free port."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.test.testcases import LiveServerThread

    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.start()
    server.is_ready.wait()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.terminate()


def least(tasks: Sequence[Callable[[int], None]], turns: int) -> list[float]:
    """The shortest processor time of each, in turns: what a busy machine lengthens least."""
    found = [float("inf")] * len(tasks)
    for turn in range(turns):
        for rank, task in enumerate(tasks):
            start = time.process_time()
            task(turn)
            found[rank] = min(found[rank], time.process_time() - start)
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


def lead_bid() -> "tuple[User, int]":
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
