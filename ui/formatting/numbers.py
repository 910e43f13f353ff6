"""Numbers in French typography.

Thousands are parted by U+202F (narrow no-break space), a unit follows U+00A0 (no-break space), the minus
sign is U+2212. Rounding is for display only: half away from zero, as on an invoice. `None` and values that
are not finite give `MISSING`.
"""

from decimal import ROUND_HALF_UP, Decimal, localcontext

Number = int | float | Decimal

THIN = "\u202f"
NBSP = "\u00a0"
MINUS = "\u2212"
MISSING = "—"


def _decimal(value: Number | None) -> Decimal | None:
    """The exact value shown by `repr`, or None when there is nothing to show. Raises TypeError on text."""
    if value is None:
        return None
    if isinstance(value, (str, bool)):
        raise TypeError(f"Un nombre est attendu, pas {value!r}.")
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return exact if exact.is_finite() else None


def _rounded(value: Decimal, decimals: int) -> Decimal:
    with localcontext() as context:
        # Room for every digit: quantize() refuses a result longer than the context's precision.
        context.prec = max(28, value.adjusted() + decimals + 4)
        rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return abs(rounded) if rounded.is_zero() else rounded


def _written(value: Decimal) -> str:
    text = f"{abs(value):,f}".replace(",", THIN).replace(".", ",")
    return f"{MINUS}{text}" if value < 0 else text


def _with_unit(value: Number | None, decimals: int, unit: str) -> str:
    text = nombre(value, decimals)
    return text if text == MISSING else f"{text}{NBSP}{unit}"


def nombre(value: Number | None, decimals: int = 0) -> str:
    """1234.5 -> « 1 234,5 » with `decimals` digits after the comma."""
    exact = _decimal(value)
    return MISSING if exact is None else _written(_rounded(exact, decimals))


def pourcent(share: Number | None, decimals: int = 1) -> str:
    """A share of one: 0.853 -> « 85,3 % »."""
    exact = _decimal(share)
    return _with_unit(None if exact is None else exact.scaleb(2), decimals, "%")


def euros(amount: Number | None, decimals: int = 2) -> str:
    """An amount in euros: 1234.5 -> « 1 234,50 € »."""
    return _with_unit(amount, decimals, "€")


def millions(amount: Number | None) -> str:
    """An amount in euros, shown in millions with at most two digits: 6_000_000 -> « 6 M€ »."""
    exact = _decimal(amount)
    if exact is None:
        return MISSING
    scaled = _rounded(exact.scaleb(-6), 2)
    decimals = next(d for d in (0, 1, 2) if scaled == _rounded(scaled, d))
    return _with_unit(scaled, decimals, "M€")


def heures(hours: Number | None, decimals: int = 1) -> str:
    """A number of hours: 12.5 -> « 12,5 h »."""
    return _with_unit(hours, decimals, "h")


def minutes(value: Number | None) -> str:
    """A number of minutes: 90 -> « 1 h 30 min », 12.5 -> « 12,5 min »."""
    exact = _decimal(value)
    if exact is None:
        return MISSING
    return _tenths_below(60, exact, "min") or duree(_rounded(exact, 0) * 60)


def _tenths_below(limit: int, value: Decimal, unit: str) -> str:
    """A small value with its tenths; an empty string when it has none or is not small."""
    shown = _rounded(value, 1)
    return _with_unit(shown, 1, unit) if abs(shown) < limit and shown != _rounded(shown, 0) else ""


def _parts(total: int) -> list[str]:
    days, rest = divmod(total, 86_400)
    hours, rest = divmod(rest, 3_600)
    minutes_, seconds = divmod(rest, 60)
    counts = [(days, "j"), (hours, "h"), (minutes_, "min"), (seconds, "s")]
    first = next((i for i, (count, _) in enumerate(counts) if count), 3)
    # Two neighbouring units are enough to compare; a wait of 2 days needs no seconds.
    kept = [(count, unit) for count, unit in counts[first : first + 2] if count]
    return [f"{count}{NBSP}{unit}" for count, unit in kept] or [f"0{NBSP}s"]


def duree(seconds: Number | None) -> str:
    """A duration in seconds, in its two largest units: 80 -> « 1 min 20 s », 3.4 -> « 3,4 s »."""
    exact = _decimal(seconds)
    if exact is None:
        return MISSING
    if short := _tenths_below(10, exact, "s"):
        return short
    text = NBSP.join(_parts(int(_rounded(abs(exact), 0))))
    return f"{MINUS}{text}" if exact < 0 else text


def octets(size: Number | None) -> str:
    """A size in bytes, in decimal multiples: 1_536_000 -> « 1,5 Mo »."""
    exact = _decimal(size)
    if exact is None:
        return MISSING
    for power, unit in ((9, "Go"), (6, "Mo"), (3, "ko")):
        if abs(exact) >= Decimal(10) ** power:
            return _with_unit(exact.scaleb(-power), 1, unit)
    return _with_unit(exact, 0, "octet" if abs(exact) < 2 else "octets")


def plus_moins(half_width: Number | None, decimals: int = 1) -> str:
    """Half the width of an interval: 1.23 -> « ± 1,2 »."""
    text = nombre(half_width, decimals)
    return text if text == MISSING else f"±{NBSP}{text}"


def points(half_width: Number | None, decimals: int = 1) -> str:
    """Half the width of an interval on a share: 0.012 -> « ± 1,2 point » (percentage points)."""
    exact = _decimal(half_width)
    if exact is None:
        return MISSING
    unit = "point" if abs(exact) < Decimal("0.02") else "points"
    return f"{plus_moins(exact.scaleb(2), decimals)}{NBSP}{unit}"


def intervalle(low: Number | None, high: Number | None, decimals: int = 1) -> str:
    """Both ends of an interval of shares: « de 83,1 % à 87,2 % »."""
    return f"de {pourcent(low, decimals)} à {pourcent(high, decimals)}"
