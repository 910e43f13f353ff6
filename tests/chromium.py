"""A real Chromium for the tests, and what axe-core says of a page."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from playwright.sync_api import Browser, Page, sync_playwright

EXECUTABLE = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(settings.BASE_DIR) / "node_modules" / "axe-core" / "axe.min.js"
#: Widths in CSS pixels: an office screen, a small telephone.
DESKTOP, PHONE = 1280, 390


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run a browser with an empty profile until the block ends."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=EXECUTABLE, args=FLAGS)
        yield browser
        browser.close()


def axe_violations(page: Page, foreign: str = "") -> list[str]:
    """Return what axe-core finds on the page, outside its ``foreign`` part (a selector).

    Each names the rule and the elements that break it.
    """
    page.evaluate(AXE.read_text(encoding="utf-8"))
    places = {"exclude": [foreign]} if foreign else {"include": ["html"]}
    run = "places => axe.run(places, {resultTypes: ['violations']})"
    found = page.evaluate(run, places)["violations"]
    return [f"{rule['id']} : {[node['html'] for node in rule['nodes']]}" for rule in found]


def overflow(page: Page, width: int) -> int:
    """Return how many pixels of the page lie to the right of a window of this width."""
    return int(page.evaluate("document.documentElement.scrollWidth")) - width
