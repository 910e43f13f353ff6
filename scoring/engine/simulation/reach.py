"""The arrays of a `state.World`, from the one record that the kernel is handed: `persons(w)`, `flows(w)`…

numba's own way, `carray`, needs the runtime that bare kernels do without, and a compiled function for each.
"""

from collections.abc import Callable
from typing import Any, cast

import numpy as np
from llvmlite import ir  # type: ignore[import-untyped]
from numba import types as nb
from numba.core import cgutils
from numba.extending import intrinsic
from numba.np.arrayobj import populate_array
from numba.np.numpy_support import from_dtype
from numpy.typing import NDArray

from scoring.engine.model import HOURS_PER_WEEK
from scoring.engine.simulation.bare import bare
from scoring.engine.simulation.draws import LAW
from scoring.engine.simulation.duties import STEP
from scoring.engine.simulation.philox import Stream
from scoring.engine.simulation.scenario import CALLER
from scoring.engine.simulation.state import CHAT, CONTACT, EVENT, GROUP, PERSON, ROOT, WAITING, WAITS
from scoring.engine.simulation.workload import LANE, TYPE

Root = np.void
Floats = Callable[[Root], NDArray[np.float64]]
Integers = Callable[[Root], NDArray[np.int64]]
Records = Callable[[Root], NDArray[np.void]]
INTEGER, FLOAT = np.dtype(np.int64), np.dtype(np.float64)
ROWS, COLUMNS = "_rows", "_columns"


def array_of(name: str, dtype: np.dtype[Any], *sides: str | int) -> Any:
    """An intrinsic that gives the array `name`. sides: ROWS, COLUMNS or a constant, outermost first."""
    offsets = {field: int(ROOT.fields[field][1]) for field in ROOT.names or () if ROOT.fields}
    found = nb.Array(dtype=from_dtype(dtype), ndim=len(sides), layout="C", aligned=True)

    def side(context: Any, builder: ir.IRBuilder, record: Any, which: str | int) -> Any:
        if isinstance(which, int):
            return context.get_constant(nb.intp, which)
        return cell(context, builder, record, offsets[name + which])

    def generate(context: Any, builder: ir.IRBuilder, _signature: Any, arguments: Any) -> Any:
        shape = [side(context, builder, arguments[0], which) for which in sides]
        strides = [context.get_constant(nb.intp, dtype.itemsize)]
        for length in shape[:0:-1]:
            strides.insert(0, builder.mul(strides[0], length))
        array = context.make_array(found)(context, builder)
        data = builder.inttoptr(cell(context, builder, arguments[0], offsets[name]), array.data.type)
        populate_array(  # type: ignore[no-untyped-call]
            array, data=data, shape=shape, strides=strides, itemsize=strides[-1], meminfo=None
        )
        return array._getvalue()

    def typed(_context: Any, w: Any) -> Any:
        return found(w), generate

    return intrinsic(typed)


def cell(context: Any, builder: ir.IRBuilder, record: Any, offset: int) -> Any:
    """The integer that lies `offset` bytes into a record, which never changes: it need be read only once."""
    start = builder.bitcast(record, cgutils.voidptr_t)
    place = builder.gep(start, [context.get_constant(nb.intp, offset)])
    found = builder.load(builder.bitcast(place, cgutils.intp_t.as_pointer()))
    found.set_metadata("invariant.load", builder.module.add_metadata([]))
    return found


callers = cast("Records", array_of("callers", CALLER, ROWS))
contacts = cast("Records", array_of("contacts", CONTACT, ROWS))
persons = cast("Records", array_of("persons", PERSON, ROWS))
steps = cast("Records", array_of("steps", STEP, ROWS))
waiting = cast("Records", array_of("waiting", WAITING, ROWS))
chats = cast("Records", array_of("chats", CHAT, ROWS))
ends = cast("Records", array_of("ends", EVENT, ROWS))
returns = cast("Records", array_of("returns", EVENT, ROWS))
types = cast("Records", array_of("types", TYPE, ROWS))
groups = cast("Records", array_of("groups", GROUP, ROWS))
lanes = cast("Records", array_of("lanes", LANE, ROWS))
handle = cast("Records", array_of("handle", LAW, ROWS))
patience = cast("Records", array_of("patience", LAW, ROWS))
skills = cast("Integers", array_of("skills", INTEGER, ROWS, COLUMNS))
takers = cast("Integers", array_of("takers", INTEGER, ROWS, COLUMNS))
tier = cast("Integers", array_of("tier", INTEGER, ROWS, COLUMNS))
rank = cast("Integers", array_of("rank", INTEGER, ROWS, COLUMNS))
hour_of_week = cast("Integers", array_of("hour_of_week", INTEGER, ROWS))
thresholds = cast("Floats", array_of("thresholds", FLOAT, ROWS))
sizes = cast("Integers", array_of("sizes", INTEGER, ROWS))
flows = cast("Integers", array_of("flows", INTEGER, ROWS, HOURS_PER_WEEK, COLUMNS))
waits = cast("Integers", array_of("waits", INTEGER, ROWS, WAITS, COLUMNS))
fine = cast("Integers", array_of("fine", INTEGER, ROWS, COLUMNS))
within = cast("Integers", array_of("within", INTEGER, ROWS, HOURS_PER_WEEK, COLUMNS))
worked = cast("Floats", array_of("worked", FLOAT, ROWS, COLUMNS))
handled = cast("Integers", array_of("handled", INTEGER, ROWS, COLUMNS))
busy = cast("Floats", array_of("busy", FLOAT, ROWS, COLUMNS))
present = cast("Floats", array_of("present", FLOAT, ROWS, COLUMNS))


@bare
def stream_of(w: Root) -> Stream:
    return Stream(w["key_low"], w["key_high"], w["replication"])
