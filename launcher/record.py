"""The note a running copy leaves in its state folder: where it answers, which processes are its own.

The guardian, « run.py manage » and the next start read it.
"""

import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Self


@dataclass(frozen=True)
class Member:
    """One process of the copy; ``ticks`` tells it from a later process with the same number."""

    name: str
    pid: int
    ticks: int
    stop_signal: int


@dataclass
class Record:
    """What is known of a running copy."""

    path: Path
    pid: int
    ticks: int
    run_dir: str
    port: int = 0
    ready: bool = False
    environment: dict[str, str] = field(default_factory=dict)
    members: list[Member] = field(default_factory=list)

    @classmethod
    def load(cls, path: Path) -> Self | None:
        """Return the record, or None when there is none or it is unreadable."""
        try:
            values = json.loads(path.read_text())
            members = [Member(**member) for member in values.pop("members")]
            return cls(path=path, members=members, **values)
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def save(self) -> None:
        """Write it whole or not at all; readable by its owner only, since it holds the secret key."""
        values = asdict(self)
        del values["path"]
        draft = self.path.with_suffix(".draft")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as stream:
            json.dump(values, stream, indent=1)
        draft.replace(self.path)

    def add(self, member: Member) -> None:
        """Note one more process."""
        self.members.append(member)
        self.save()

    def forget(self, pids: Iterable[int]) -> None:
        """Strike out processes that have ended."""
        gone = set(pids)
        self.members = [member for member in self.members if member.pid not in gone]
        self.save()

    def erase(self) -> None:
        """Remove the private folder and the record: nothing of the copy is left."""
        if self.run_dir:
            shutil.rmtree(self.run_dir, ignore_errors=True)
        self.path.unlink(missing_ok=True)
