"""Rows of a linear program, gathered block by block."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import LinearConstraint

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


class Block(NamedTuple):
    """Coefficients of some rows: row (counted from the block's first), column, value."""

    row: Integers
    column: Integers
    value: Floats


class Rows:
    """Rows `sum of blocks >= least`; nothing is known of what they mean."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._least: list[Floats] = []
        self._count = 0

    def add(self, least: Floats, *blocks: Block) -> None:
        self._blocks += [Block(one.row + self._count, one.column, one.value) for one in blocks]
        self._least.append(least)
        self._count += least.size

    def constraint(self, columns: int) -> LinearConstraint:
        row, column, value = (np.concatenate(parts) for parts in zip(*self._blocks, strict=True))
        matrix = sparse.csr_array((value, (row, column)), shape=(self._count, columns))
        return LinearConstraint(matrix, lb=np.concatenate(self._least))


def dense(matrix: Floats, first_column: int = 0) -> Block:
    row, column = np.nonzero(matrix)
    return Block(row, column + first_column, matrix[row, column])
