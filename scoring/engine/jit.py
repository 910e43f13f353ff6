"""Compiled kernels: numba with its on-disk cache, or without it where no folder can be written."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

F = TypeVar("F", bound=Callable[..., Any])


def compiled(function: F) -> F:
    """`function` compiled to machine code, releasing the GIL; divisions by zero give inf, as in numpy."""
    try:
        return cast("F", numba.njit(cache=True, nogil=True, error_model="numpy")(function))
    except RuntimeError:
        # numba refuses to cache when neither the package nor the user's cache folder can be written.
        return cast("F", numba.njit(nogil=True, error_model="numpy")(function))
