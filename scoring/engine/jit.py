"""Compiled kernels: numba with its on-disk cache, or without it where no folder can be written."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

from scoring.engine import code_fingerprint

F = TypeVar("F", bound=Callable[..., Any])


def _cache_folder() -> Path | None:
    """One folder per version of the code: numba alone does not see that a kernel called from another file
    has changed, and would run the old one."""
    root = Path(os.environ.get("NUMBA_CACHE_DIR") or Path(__file__).parent / "__pycache__")
    folder = root / f"engine-{code_fingerprint()[:16]}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None


_FOLDER = _cache_folder()
if _FOLDER is not None:
    vars(numba.config)["CACHE_DIR"] = str(_FOLDER)


def compiled(function: F) -> F:
    """`function` compiled to machine code, releasing the GIL; divisions by zero give inf, as in numpy."""
    cached = _FOLDER is not None
    return cast("F", numba.njit(cache=cached, nogil=True, error_model="numpy")(function))
