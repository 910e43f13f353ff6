"""Kernels that count no references: several times faster when many arrays travel together.

`bare` ones are small and copied where they are called; `apart` ones are called: copied too, the large ones
would no longer fit where the processor keeps its instructions.

numba counts a reference, atomically, each time an array passes from one function to the next; a kernel
handed some twenty arrays would spend most of its time there. Nothing in a bare kernel may allocate: every
array comes from the caller, who keeps it alive.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import types as nb
from numba.extending import intrinsic

from scoring.engine.jit import compiled

F = TypeVar("F", bound=Callable[..., Any])


def bare(function: F) -> F:
    """As `jit.compiled`, without numba's runtime."""
    return compiled(function, _nrt=False, forceinline=True)


def apart(function: F) -> F:
    """As `bare`, kept in one place: its first statement is `stand_alone()`."""
    # Said aloud: an option left out is taken from the caller.
    return compiled(function, _nrt=False, forceinline=False)


def _stand_alone(_context: Any) -> Any:
    def generate(context: Any, builder: Any, _signature: Any, _arguments: Any) -> Any:
        builder.function.attributes.add("noinline")
        return context.get_dummy_value()

    return nb.void(), generate


# Says, inside a kernel, that it must not be copied where it is called: numba has no option for that.
stand_alone = cast("Callable[[], None]", intrinsic(_stand_alone))
