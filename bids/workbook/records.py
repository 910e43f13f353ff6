"""From rows to records, one function a sheet. A row with a refused cell gives no record."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, TypeVar

from bids.workbook.content import Absence, Evidence, PriceLine, Shift, Subcontractor, Team
from bids.workbook.report import Report
from bids.workbook.tables import Row, Table, rows
from bids.workbook.values import (
    Cell,
    ValueRefused,
    fold,
    parse_amount,
    parse_break,
    parse_channels,
    parse_count,
    parse_days,
    parse_employer_role,
    parse_languages,
    parse_levels,
    parse_percentage,
    parse_siret,
    parse_text,
    parse_time,
    parse_unit_price,
    parse_weekly_hours,
    parse_weeks,
    quoted,
    shift_span,
)
from bids.workbook.values.declarations import parse_yes_no
from bids.workbook.values.numbers import parse_number
from bids.workbook.vocabulary import LEAD_EMPLOYER

Record = TypeVar("Record")

_LEAD_NAMES = frozenset({"titulaire", "mandataire", "candidat", "soumissionnaire"})
_ZERO = Decimal(0)
NO_TEXTS: tuple[str, ...] = ()


@dataclass(slots=True)
class Records(Generic[Record]):
    """Records with their rows; `keys` also has those of refused rows, which are then not called unknown."""

    found: list[tuple[Row, Record]] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)

    @property
    def values(self) -> tuple[Record, ...]:
        return tuple(record for _, record in self.found)


def read_records(
    table: Table | None, key: str, make: Callable[[Row], Record], report: Report
) -> Records[Record]:
    records: Records[Record] = Records()
    for row in rows(table, report) if table else ():
        record = make(row)
        records.keys.add(fold(row.text(key)))
        if not row.failed:
            records.found.append((row, record))
    return records


def make_team(row: Row) -> Team:
    employer = row.read("employer", named, "")
    is_lead = fold(employer) in _LEAD_NAMES
    role = row.read("employer_role", parse_employer_role, None) or ("lead" if is_lead else "")
    channels = row.read("channels", parse_channels, NO_TEXTS)
    return Team(
        code=row.read("code", named, ""),
        employer=LEAD_EMPLOYER if is_lead else employer,
        employer_role=role,
        levels=row.read("levels", parse_levels, ()),
        languages=row.read("languages", parse_languages, ()),
        channels=channels,
        chat_concurrency=_chat_concurrency(row, channels),
        declared_staff=row.read("declared_staff", parse_count, 0),
        contract_hours_per_week=row.read("contract_hours_per_week", parse_weekly_hours, _ZERO),
        site=row.read("site", parse_text, ""),
    )


def _chat_concurrency(row: Row, channels: tuple[str, ...]) -> int:
    """One when left empty by a team that takes no chat; a team that does must say how many."""
    if "chat" not in channels and not row.text("chat_concurrency"):
        return 1
    number = row.read("chat_concurrency", parse_count, 1)
    if not 1 <= number <= 10:
        row.refuse(
            "chat_concurrency",
            f"{number} sessions de chat simultanées par personne n’est pas possible.",
            "Indiquez un nombre de 1 à 10.",
        )
    return number


def make_shift(row: Row) -> Shift:
    start = row.read("start", parse_time, 0)
    end = row.read("end", parse_time, 0)
    start, end = _span(row, start, end)
    shift = Shift(
        team=row.read("team", named, ""),
        days=row.read("days", parse_days, ()),
        start_minute=start,
        end_minute=end,
        break_minutes=row.read("break_minutes", parse_break, 0),
        headcount=row.read("headcount", parse_count, 0),
        site=row.read("site", parse_text, ""),
    )
    _check_shift(row, shift)
    return shift


def _span(row: Row, start: int, end: int) -> tuple[int, int]:
    if row.failed:
        return (0, 0)
    try:
        return shift_span(start, end)
    except ValueRefused as refusal:
        row.refuse("start" if start == 1440 else "end", refusal.message, refusal.remedy)
        return (0, 0)


def _check_shift(row: Row, shift: Shift) -> None:
    if row.failed:
        return
    if shift.break_minutes >= shift.end_minute - shift.start_minute:
        row.refuse("break_minutes", "La pause dure autant que la vacation.", "Indiquez la pause en minutes.")
    if shift.headcount == 0:
        row.refuse("headcount", "L’effectif de la vacation est nul.", "Indiquez-le, ou effacez la ligne.")


def make_absence(row: Row) -> Absence:
    return Absence(
        team=row.read("team", named, ""),
        absence_share=row.read("absence_share", parse_percentage, _ZERO),
        shrinkage_share=row.read("shrinkage_share", parse_percentage, _ZERO),
        ramp_up_weeks=row.read("ramp_up_weeks", parse_weeks, _ZERO),
    )


def make_subcontractor(row: Row) -> Subcontractor:
    return Subcontractor(
        name=row.read("name", named, ""),
        siret=row.read("siret", parse_siret, ""),
        tasks=row.read("tasks", named, ""),
        levels=row.read("levels", parse_levels, ()),
        channels=row.read("channels", parse_channels, ()),
        amount_eur=row.read("amount_eur", parse_amount, _ZERO),
        payment_terms=row.read("payment_terms", parse_text, ""),
        direct_payment=row.read("direct_payment", parse_yes_no, None),
        relies_on_capacities=row.read("relies_on_capacities", parse_yes_no, None),
        no_exclusion_declared=row.read("no_exclusion_declared", parse_yes_no, None) is True,
    )


def make_evidence(row: Row) -> Evidence:
    return Evidence(
        figure=row.read("figure", named, ""),
        document=row.read("document", named, ""),
        page=row.read("page", parse_text, ""),
    )


def make_price(row: Row) -> PriceLine:
    return PriceLine(
        code=row.read("code", named, ""),
        quantity=row.read("quantity", parse_number, _ZERO),
        unit_price_eur=row.read("unit_price_eur", parse_unit_price, _ZERO),
    )


def named(cell: Cell) -> str:
    """A text that must be there."""
    text = parse_text(cell)
    if not text:
        raise ValueRefused("La cellule est vide.", "Complétez-la, ou effacez toute la ligne.")
    return text


def find_twin(row: Row, key: str, value: str, seen: set[str]) -> bool:
    """Report a value already met in the sheet."""
    folded = fold(value)
    if folded in seen:
        row.refuse(key, f"{quoted(value)} figure déjà plus haut.", "Gardez une seule ligne.")
        return True
    seen.add(folded)
    return False
