"""The real command, many times: a process each, forked from one that has imported all that the command does.

`python -m scoring.engine` spends two seconds importing before it reads its file; the fork has them behind it
and runs the same module by the same name, with the same words, under limits of its own.
"""

import json
import os
import resource
import runpy
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.engine.builders import ROOT


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


@dataclass(frozen=True)
class Parent:
    """A process that has imported the command and runs it in a child whenever it is asked to."""

    process: "subprocess.Popen[str]"
    folder: Path

    def run(self, words: list[str], *, memory: int, seconds: int) -> Done:
        """Run the command to its end. The signal of `seconds` ends it: its code is then negative."""
        assert self.process.stdin
        assert self.process.stdout
        asked = {"words": words, "memory": memory, "seconds": seconds, "folder": str(self.folder)}
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        status = int(self.process.stdout.readline())
        said = ((self.folder / name).read_text(encoding="utf-8") for name in ("stdout", "stderr"))
        return Done(os.waitstatus_to_exitcode(status), *said)


@contextmanager
def parent(folder: Path) -> Iterator[Parent]:
    words = [sys.executable, "-m", "tests.engine.forked"]
    with subprocess.Popen(
        words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Parent(process, folder)
        assert process.stdin
        process.stdin.close()


def main() -> None:
    """Read what to run, a line each; write how each ended, as the system tells it."""
    import scoring.engine.commands  # noqa: F401  # what every child finds imported

    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            become(asked["words"], Path(asked["folder"]), asked["memory"], asked["seconds"])
        sys.stdout.write(f"{os.waitpid(child, 0)[1]}\n")
        sys.stdout.flush()


def become(words: list[str], folder: Path, memory: int, seconds: int) -> None:
    """Be the command, its output in the folder; the interpreter ends with it, as with any program."""
    for number, name in ((1, "stdout"), (2, "stderr")):
        os.dup2(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    sys.argv = ["scoring.engine", *words]
    runpy.run_module("scoring.engine", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
