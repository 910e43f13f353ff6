"""A plugin of pytest: tests that run side by side do not share a broker or a cache.

Loaded before Django's settings are read. The database needs nothing: pytest-django names one per process.
"""

import os
import re
from collections.abc import Mapping

#: Valkey has databases 0 to 15; the first two are those of a run without side-by-side processes.
FIRST, EACH = 2, 2


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
