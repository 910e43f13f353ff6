"""Kernels that count no references: several times faster when many arrays travel together.

numba counts a reference, atomically, each time an array passes from one function to the next; a kernel
handed some twenty arrays would spend most of its time there. Nothing in a bare kernel may allocate: every
array comes from the caller, who keeps it alive.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from scoring.engine.jit import compiled

F = TypeVar("F", bound=Callable[..., Any])


def bare(function: F) -> F:
    """As `jit.compiled`, without numba's runtime."""
    return compiled(function, _nrt=False, forceinline=True)
