"""The generator of `philox`, eight names at once: the same numbers, side by side in vector registers.

numba's compiler does not find by itself that eight calls are one; written with vectors, any processor's own
are used.
"""

from collections.abc import Callable
from typing import Any, cast

import numpy as np
from llvmlite import ir  # type: ignore[import-untyped]
from numba import types as nb
from numba.extending import intrinsic
from numpy.typing import NDArray

from scoring.engine.simulation.philox import MULTIPLIERS, ROUNDS, WEYL

BATCH = 8
_WORD = ir.IntType(64)
_LANES, _HALVES = ir.VectorType(_WORD, BATCH), ir.VectorType(ir.IntType(32), BATCH)


def _all(builder: ir.IRBuilder, value: Any) -> Any:
    """The same 64-bit value in every lane."""
    one = builder.insert_element(ir.Constant(_LANES, ir.Undefined), value, ir.IntType(32)(0))
    mask = ir.Constant(ir.VectorType(ir.IntType(32), BATCH), [0] * BATCH)
    return builder.shuffle_vector(one, ir.Constant(_LANES, ir.Undefined), mask)


def _const(value: int) -> Any:
    return ir.Constant(_LANES, [value] * BATCH)


def _round(builder: ir.IRBuilder, words: list[Any], keys: list[Any]) -> list[Any]:
    """One round; above 32 bits, words hold what no one reads."""
    a, b, c, d = words
    low = _const(0xFFFFFFFF)
    p = builder.mul(builder.and_(a, low), _const(MULTIPLIERS[0]))
    q = builder.mul(builder.and_(c, low), _const(MULTIPLIERS[1]))
    first, third = (builder.lshr(product, _const(32)) for product in (q, p))
    first = builder.xor(builder.xor(first, b), _all(builder, keys[0]))
    third = builder.xor(builder.xor(third, d), _all(builder, keys[1]))
    return [first, q, third, p]


def _name_eight(_context: Any, *arguments: Any) -> Any:
    def generate(context: Any, builder: ir.IRBuilder, signature: Any, values: Any) -> Any:
        low, high, replication, rank, hour, what, out = values
        array = context.make_array(signature.args[6])(context, builder, out)
        ranks = builder.add(_all(builder, rank), ir.Constant(_LANES, list(range(BATCH))))
        words = [ranks, *(_all(builder, value) for value in (hour, what, replication))]
        keys = [low, high]
        for _ in range(ROUNDS):
            words = _round(builder, words, keys)
            keys = [builder.add(key, _WORD(step)) for key, step in zip(keys, WEYL, strict=True)]
        base = builder.bitcast(array.data, _HALVES.as_pointer())
        for row, word in enumerate(words):
            place = builder.gep(base, [_WORD(row)])
            builder.store(builder.trunc(word, _HALVES), place, align=4)
        return context.get_dummy_value()

    return nb.void(*arguments), generate


def _typed(
    context: Any, low: Any, high: Any, replication: Any, rank: Any, hour: Any, what: Any, out: Any
) -> Any:
    return _name_eight(context, nb.uint64, nb.uint64, nb.uint64, nb.int64, nb.int64, nb.int64, out)


# (key_low, key_high, replication, rank, hour, what, words): the four words of the names of `rank` and of the
# seven after it, in the four rows of words (4, BATCH).
name_eight = cast(
    "Callable[[np.uint64, np.uint64, np.uint64, int, int, int, NDArray[np.uint32]], None]", intrinsic(_typed)
)
