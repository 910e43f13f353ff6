"""Compiled kernels: numba with its on-disk cache, or without it where no folder can be written."""

import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

from scoring.engine.lineage import lineage_sha256

F = TypeVar("F", bound=Callable[..., Any])


HERE = Path(__file__).parent


@lru_cache(maxsize=256)
def _cache_folder(source: str) -> Path | None:
    """One folder per version of a kernel's file and of those it imports: numba alone does not see that a
    kernel called from another file has changed, and would run the old one."""
    root = Path(os.environ.get("NUMBA_CACHE_DIR") or HERE / "__pycache__")
    folder = root / f"engine-{lineage_sha256(Path(source))[:16]}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None


def compiled(function: F, **options: Any) -> F:
    """`function` compiled to machine code, releasing the GIL; divisions by zero give inf, as in numpy.
    `options` go to numba."""
    folder = _cache_folder(function.__code__.co_filename)
    if folder is not None:
        vars(numba.config)["CACHE_DIR"] = str(folder)
    return cast(
        "F", numba.njit(cache=folder is not None, nogil=True, error_model="numpy", **options)(function)
    )
