"""The child process: takes its order on standard input, confines itself, reads one file, answers in JSON."""

import json
import os
import sys
import warnings
from pathlib import Path
from typing import Any, Final

from bids.workbook.limits import MEMORY_EXIT, Limits, confine

_FORBIDDEN: Final = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "ctypes.dlopen",
)


def main() -> None:
    """Exit code 0 with an answer, MEMORY_EXIT out of memory; anything else is for the parent to explain."""
    order: dict[str, Any] = json.load(sys.stdin)
    limits = Limits(**order["limits"])
    confine(limits)
    # openpyxl takes numpy when it is there: its threads would reserve memory that nothing here uses.
    sys.modules["numpy"] = None  # type: ignore[assignment]
    warnings.simplefilter("ignore")
    try:
        answer = _read(order, limits)
    except MemoryError:
        os._exit(MEMORY_EXIT)
    sys.stdout.write(answer)
    sys.stdout.flush()


def _read(order: dict[str, Any], limits: Limits) -> str:
    from bids.workbook.reader import read_bytes
    from bids.workbook.spec import LotSpec

    sys.addaudithook(_refuse_to_reach_out)
    data = Path(order["path"]).read_bytes()
    result = read_bytes(data, LotSpec.from_dict(order["spec"]), limits)
    return json.dumps(result.to_dict())


def _refuse_to_reach_out(event: str, _arguments: tuple[object, ...]) -> None:
    """No network, no other program: reading a file needs neither."""
    if event.startswith(_FORBIDDEN):
        raise PermissionError(event)


if __name__ == "__main__":
    main()
