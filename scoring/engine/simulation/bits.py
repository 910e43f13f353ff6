"""What numba does not offer inside a kernel: the bits of a float64 and back, the lowest bit of a word."""

from collections.abc import Callable
from typing import Any, cast

import numpy as np
from llvmlite import ir  # type: ignore[import-untyped]
from numba import types as nb
from numba.extending import intrinsic


def _seen_as(source: Any, wanted: Any) -> Any:
    def generate(_context: Any, builder: ir.IRBuilder, _signature: Any, arguments: Any) -> Any:
        kind = ir.DoubleType() if wanted is nb.float64 else ir.IntType(64)
        return builder.bitcast(arguments[0], kind)

    def typed(_context: Any, value: Any) -> Any:
        return (wanted(source), generate) if value == source else None

    return intrinsic(typed)


def _first_bit(_context: Any, word: Any) -> Any:
    def generate(_context: Any, builder: ir.IRBuilder, _signature: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 1))

    return (nb.int64(nb.int64), generate) if word == nb.int64 else None


bits_of = cast("Callable[[float], int]", _seen_as(nb.float64, nb.int64))
float_of = cast("Callable[[int], float]", _seen_as(nb.int64, nb.float64))
# Rank of the lowest bit set in a word that is not zero.
first_bit = cast("Callable[[int], int]", intrinsic(_first_bit))

# A field of any width as 64 bits, so that a kernel is compiled for one width alone.
whole = cast("Callable[[Any], int]", np.int64)
