"""What is checked of a file before a spreadsheet library sees it: its type, its archive, its parts, its size.

Pure and bounded: nothing is written, followed or executed. Run inside the child process all the same.
"""

from bids.workbook.guard.archive import open_archive
from bids.workbook.guard.kinds import check_kind
from bids.workbook.guard.parts import check_parts
from bids.workbook.guard.refusal import FileRefused
from bids.workbook.guard.sheets import SheetScan
from bids.workbook.limits import DEFAULT_LIMITS, Limits

__all__ = ["FileRefused", "SheetScan", "inspect"]


def inspect(data: bytes, limits: Limits = DEFAULT_LIMITS) -> dict[str, SheetScan]:
    """The extent of each sheet, by name. Raise FileRefused, with one issue or several, for any other file."""
    check_kind(data, limits)
    with open_archive(data, limits) as archive:
        return check_parts(archive, limits)
