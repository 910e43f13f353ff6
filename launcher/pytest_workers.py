"""A plugin of pytest for tests that run side by side: what they must not share, and who begins.

They do not share a broker or a cache: the plugin is loaded before Django's settings are read. The database
needs nothing: pytest-django names one per process.
"""

import os
import re
from collections import Counter
from collections.abc import Mapping
from typing import Protocol

#: Valkey has databases 0 to 15; the first two are those of a run without side-by-side processes.
FIRST, EACH = 2, 2
#: Files of few and long tests. Begun last, one of them would keep a process at work while the other idles.
LONGEST = ("tests/browser/", "tests/launcher/", "tests/engine/")


class Item(Protocol):
    """What is used of pytest's tests: the launcher imports the standard library alone."""

    nodeid: str


def apart(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the addresses of the broker and of the cache for the process that xdist named (gw0, gw1…)."""
    named = re.fullmatch(r"gw(\d+)", environment.get("PYTEST_XDIST_WORKER", ""))
    if not named:
        return {}
    broker = FIRST + EACH * int(named.group(1)) % 14
    return {
        "BROKER_URL": re.sub(
            r"virtual_host=\d+", f"virtual_host={broker}", environment.get("BROKER_URL", "")
        ),
        "CACHE_URL": re.sub(r"db=\d+", f"db={broker + 1}", environment.get("CACHE_URL", "")),
    }


os.environ.update(apart(os.environ))


def places(files: list[str]) -> dict[str, tuple[int, int, int]]:
    """Return the place in the order of each file, given each test's: long kinds, many tests, first come."""
    tests, first = Counter(files), {file: index for index, file in reversed(list(enumerate(files)))}
    kind = {file: [file.startswith(folder) for folder in (*LONGEST, "")].index(True) for file in tests}
    return {file: (kind[file], -tests[file], first[file]) for file in tests}


def pytest_collection_modifyitems(items: list[Item]) -> None:
    """Put the longest files first, each in one piece; among equals the order stays random."""
    files = [item.nodeid.split("::", maxsplit=1)[0] for item in items]
    place = places(files)
    items[:] = [item for _, item in sorted(zip(files, items, strict=True), key=lambda pair: place[pair[0]])]
