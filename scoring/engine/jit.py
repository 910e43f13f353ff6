"""Compiled kernels: numba with its on-disk cache, or without it where no folder can be written."""

import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

from scoring.engine import fingerprint_of

F = TypeVar("F", bound=Callable[..., Any])


HERE = Path(__file__).parent


@lru_cache(maxsize=2)
def _cache_folder(pattern: str) -> Path | None:
    """One folder per version of the code: numba alone does not see that a kernel called from another file
    has changed, and would run the old one."""
    root = Path(os.environ.get("NUMBA_CACHE_DIR") or HERE / "__pycache__")
    folder = root / f"engine-{fingerprint_of(pattern)[:16]}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None


def compiled(function: F, **options: Any) -> F:
    """`function` compiled to machine code, releasing the GIL; divisions by zero give inf, as in numpy.
    `options` go to numba."""
    # Kernels of this folder call no other folder's: a change elsewhere leaves them as they are.
    folder = _cache_folder("*.py" if Path(function.__code__.co_filename).parent == HERE else "**/*.py")
    if folder is not None:
        vars(numba.config)["CACHE_DIR"] = str(folder)
    return cast(
        "F", numba.njit(cache=folder is not None, nogil=True, error_model="numpy", **options)(function)
    )
