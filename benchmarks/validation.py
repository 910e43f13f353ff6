"""Runs every validation case and prints the tables of docs/validation.md, or writes them into it.

python -m benchmarks.validation [--write]
"""

import re
import sys
from pathlib import Path

from tests.engine.validation.cases import SECTIONS
from tests.engine.validation.lines import Case, Line

PAGE = Path(__file__).parents[1] / "docs" / "validation.md"
HEAD = (
    "| cas | ce qui est vérifié | mesure | connu | trouvé | écart | limite |\n"
    + "|---" * 3
    + "|---:" * 4
    + "|"
)


def table(cases: tuple[Case, ...]) -> str:
    return "\n".join([HEAD, *(row for case in cases for row in rows(case))])


def rows(case: Case) -> list[str]:
    """The case is named on its first line only."""
    found, lines = [], case.run()
    for rank, line in enumerate(lines):
        name = f"`{case.key}` | {case.title}" if rank == 0 else " | "
        found.append(f"| {name} | {line.what} | {' | '.join(line.cells())} |{_flag(line)}")
    return found


def _flag(line: Line) -> str:
    return "" if line.is_within else " **hors limite** |"


def placed(page: str, title: str, found: str) -> str:
    """The page with the table of that section replaced."""
    before, after = page.split(f"## {title}\n", 1)
    body = re.sub(r"(?:^\|.*\n)+", lambda _: f"{found}\n", after, count=1, flags=re.MULTILINE)
    return f"{before}## {title}\n{body}"


def main() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for title, cases in SECTIONS.items():
        found = table(cases)
        print(f"## {title}\n\n{found}\n", flush=True)
        page = placed(page, title, found)
    if "--write" in sys.argv[1:]:
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
