"""The arrays of a `state.World`, from the one record that the kernel is handed: `person_at(w, who)`…

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

from scoring.engine.simulation.bare import bare
from scoring.engine.simulation.draws import LAW, SIDE
from scoring.engine.simulation.duties import STEP
from scoring.engine.simulation.philox import Stream
from scoring.engine.simulation.roots import ROOT
from scoring.engine.simulation.scenario import CALLER, WAIT
from scoring.engine.simulation.state import CHAT, CONTACT, DUTY, EVENT, GROUP, PERSON, WAITING, WORK
from scoring.engine.simulation.workload import LANE, TYPE

Root = np.void
Record = np.void
Floats = Callable[[Root], NDArray[np.float64]]
_OFFSETS = {name: int(place[1]) for name, place in (ROOT.fields or {}).items()}
ROWS, COLUMNS = "_rows", "_columns"


def array_of(name: str, dtype: np.dtype[Any], *sides: str | int) -> Any:
    """An intrinsic that gives the array `name`. sides: ROWS, COLUMNS or a constant, outermost first."""
    found = nb.Array(dtype=from_dtype(dtype), ndim=len(sides), layout="C", aligned=True)

    def side(context: Any, builder: ir.IRBuilder, record: Any, which: str | int) -> Any:
        if isinstance(which, int):
            return context.get_constant(nb.intp, which)
        return cell(context, builder, record, _OFFSETS[name + which])

    def generate(context: Any, builder: ir.IRBuilder, _signature: Any, arguments: Any) -> Any:
        shape = [side(context, builder, arguments[0], which) for which in sides]
        strides = [context.get_constant(nb.intp, dtype.itemsize)]
        for length in shape[:0:-1]:
            strides.insert(0, builder.mul(strides[0], length))
        array = context.make_array(found)(context, builder)
        data = builder.inttoptr(cell(context, builder, arguments[0], _OFFSETS[name]), array.data.type)
        populate_array(  # type: ignore[no-untyped-call]
            array, data=data, shape=shape, strides=strides, itemsize=strides[-1], meminfo=None
        )
        return array._getvalue()

    def typed(_context: Any, w: Any) -> Any:
        return found(w), generate

    return intrinsic(typed)


def record_of(name: str, dtype: np.dtype[Any]) -> Any:
    """An intrinsic that gives a record of the array `name` by its rank, which must not be negative: an array
    would look whether it is, each time."""
    found = from_dtype(dtype)

    def generate(context: Any, builder: ir.IRBuilder, _signature: Any, arguments: Any) -> Any:
        start = cell(context, builder, arguments[0], _OFFSETS[name])
        past = builder.mul(arguments[1], context.get_constant(nb.intp, dtype.itemsize))
        return builder.inttoptr(builder.add(start, past), context.get_value_type(found))

    def typed(_context: Any, w: Any, rank: Any) -> Any:
        return found(w, nb.int64), generate

    return intrinsic(typed)


def constant_of(name: str, dtype: np.dtype[Any], field: str) -> Any:
    """A field of a record of the array `name`, which nobody writes to while simulating: it need be read only
    once, whatever is written meanwhile."""
    of, place = cast("dict[str, Any]", dtype.fields)[field][:2]
    kind, wide = from_dtype(of), nb.int64 if of.kind == "i" else nb.float64

    def generate(context: Any, builder: ir.IRBuilder, _signature: Any, arguments: Any) -> Any:
        start = cell(context, builder, arguments[0], _OFFSETS[name])
        past = builder.mul(arguments[1], context.get_constant(nb.intp, dtype.itemsize))
        past = builder.add(past, context.get_constant(nb.intp, int(place)))
        pointer = builder.inttoptr(builder.add(start, past), context.get_value_type(kind).as_pointer())
        found = builder.load(pointer)
        found.set_metadata("invariant.load", builder.module.add_metadata([]))
        return context.cast(builder, found, kind, wide)

    def typed(_context: Any, w: Any, rank: Any) -> Any:
        return wide(w, nb.int64), generate

    return intrinsic(typed)


def value_of(name: str, kind: Any) -> Any:
    """The same for an array of numbers, whatever its shape: by the rank in memory."""

    def generate(context: Any, builder: ir.IRBuilder, _signature: Any, arguments: Any) -> Any:
        return builder.load(_place(context, builder, name, kind, arguments))

    def typed(_context: Any, w: Any, rank: Any) -> Any:
        return kind(w, nb.int64), generate

    return intrinsic(typed)


def writer_of(name: str, kind: Any, *, is_sum: bool) -> Any:
    """Adds to a number of the array `name`, or replaces it."""

    def generate(context: Any, builder: ir.IRBuilder, _signature: Any, arguments: Any) -> Any:
        place = _place(context, builder, name, kind, arguments)
        value = arguments[2]
        if is_sum:
            add = builder.fadd if kind is nb.float64 else builder.add
            value = add(builder.load(place), value)
        builder.store(value, place)
        return context.get_dummy_value()

    def typed(_context: Any, w: Any, rank: Any, value: Any) -> Any:
        return nb.void(w, nb.int64, kind), generate

    return intrinsic(typed)


def _place(context: Any, builder: ir.IRBuilder, name: str, kind: Any, arguments: Any) -> Any:
    start = cell(context, builder, arguments[0], _OFFSETS[name])
    pointer = builder.inttoptr(start, context.get_value_type(kind).as_pointer())
    return builder.gep(pointer, [arguments[1]])


def cell(context: Any, builder: ir.IRBuilder, record: Any, offset: int) -> Any:
    """The integer that lies `offset` bytes into a record, which never changes: it need be read only once."""
    start = builder.bitcast(record, cgutils.voidptr_t)
    place = builder.gep(start, [context.get_constant(nb.intp, offset)])
    found = builder.load(builder.bitcast(place, cgutils.intp_t.as_pointer()))
    found.set_metadata("invariant.load", builder.module.add_metadata([]))
    return found


def _record(name: str, dtype: np.dtype[Any]) -> "Callable[[Root, int], Record]":
    return cast("Callable[[Root, int], Record]", record_of(name, dtype))


def _integer(name: str) -> "Callable[[Root, int], int]":
    return cast("Callable[[Root, int], int]", value_of(name, nb.int64))


def _float(name: str) -> "Callable[[Root, int], float]":
    return cast("Callable[[Root, int], float]", value_of(name, nb.float64))


def _counter(name: str) -> "Callable[[Root, int, int], None]":
    return cast("Callable[[Root, int, int], None]", writer_of(name, nb.int64, is_sum=True))


def _sum(name: str) -> "Callable[[Root, int, float], None]":
    return cast("Callable[[Root, int, float], None]", writer_of(name, nb.float64, is_sum=True))


caller_at = _record("callers", CALLER)
wait_at = _record("callers", WAIT)
contact_at = _record("contacts", CONTACT)
person_at = _record("persons", PERSON)
duty_at = _record("duties", DUTY)
step_at = _record("steps", STEP)
waiting_at = _record("waiting", WAITING)
chat_at = _record("chats", CHAT)
return_at = _record("returns", EVENT)
type_at = _record("types", TYPE)
group_at = _record("groups", GROUP)
work_at = _record("work", WORK)
lane_at = _record("lanes", LANE)
handle_law_at = _record("handle", LAW)
patience_at = _record("patience", LAW)
quantiles = cast("Floats", array_of("quantiles", np.dtype(np.float64), ROWS, 2 * SIDE, 4))
observed = cast("Floats", array_of("observed", np.dtype(np.float64), ROWS))
skill_at, taker_at, tier_at, rank_at = (_integer(name) for name in ("skills", "takers", "tier", "rank"))
hour_of_week_at = _integer("hour_of_week")
threshold_at, fine_edge_at = _float("thresholds"), _float("fine_edges")
threshold_hint_at = cast("Callable[[Root, int], int]", value_of("threshold_hints", nb.int16))
fine_hint_at = cast("Callable[[Root, int], int]", value_of("fine_hints", nb.int16))
type_of = cast("Callable[[Root, int], int]", constant_of("lanes", LANE, "type"))
onward_of = cast("Callable[[Root, int], int]", constant_of("lanes", LANE, "onward"))
first_lane_of = cast("Callable[[Root, int], int]", constant_of("callers", CALLER, "lane"))
handle_at = cast("Callable[[Root, int], float]", value_of("callers", nb.float32))
second_of = cast("Callable[[Root, int], float]", constant_of("callers", CALLER, "second"))
mark_at = _integer("marks")
head_at = cast("Callable[[Root, int], int]", value_of("agenda", nb.int32))
set_mark = cast("Callable[[Root, int, int], None]", writer_of("marks", nb.int64, is_sum=False))
set_head = cast("Callable[[Root, int, int], None]", writer_of("agenda", nb.int32, is_sum=False))
add_flows, add_waits, add_fine = (_counter(name) for name in ("flows", "waits", "fine"))
add_busy, add_present = _sum("busy"), _sum("present")


@bare
def stream_of(w: Root) -> Stream:
    return Stream(w["key_low"], w["key_high"], w["replication"])
