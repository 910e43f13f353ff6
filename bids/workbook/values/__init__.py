"""Parsers of one cell each: what has one meaning is read, the rest is refused with its remedy."""

from bids.workbook.values.cell import Cell, ValueRefused, fold, quoted
from bids.workbook.values.days import parse_days
from bids.workbook.values.numbers import (
    parse_amount,
    parse_count,
    parse_percentage,
    parse_unit_price,
    parse_weeks,
)
from bids.workbook.values.times import parse_break, parse_time, parse_weekly_hours, shift_span
from bids.workbook.values.words import (
    parse_channels,
    parse_employer_role,
    parse_languages,
    parse_levels,
    parse_siret,
    parse_text,
)

__all__ = [
    "Cell",
    "ValueRefused",
    "fold",
    "parse_amount",
    "parse_break",
    "parse_channels",
    "parse_count",
    "parse_days",
    "parse_employer_role",
    "parse_languages",
    "parse_levels",
    "parse_percentage",
    "parse_siret",
    "parse_text",
    "parse_time",
    "parse_unit_price",
    "parse_weekly_hours",
    "parse_weeks",
    "quoted",
    "shift_span",
]
