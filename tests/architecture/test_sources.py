"""Files stay readable, and the project stands on its own."""

import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TRACKED = subprocess.run(
    ["git", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard"],
    capture_output=True,
    text=True,
    check=False,
).stdout.split("\n")
SOURCES = [
    name
    for name in TRACKED
    if name.endswith(".py") and "/migrations/" not in name and (ROOT / name).is_file()
]
LONGEST = 300
LOCKS = [
    name
    for name in ("requirements.txt", "requirements-dev.txt", "package-lock.json")
    if (ROOT / name).exists()
]


@pytest.mark.parametrize("name", SOURCES)
def test_no_source_is_too_long(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8").count("\n") <= LONGEST


@pytest.mark.parametrize("name", LOCKS)
def test_lock_files_carry_no_download_address(name: str) -> None:
    assert not re.search(r'"resolved"|--index-url|\.(whl|tar\.gz|tgz)\b', (ROOT / name).read_text("utf-8"))


@pytest.mark.parametrize("name", [name for name in SOURCES if not name.startswith("tests/architecture/")])
def test_nothing_reads_outside_the_project(name: str) -> None:
    assert "../shared" not in (ROOT / name).read_text(encoding="utf-8")
