"""« run.py manage … »: manage.py beside the running copy, or with a database and a broker started for it."""

import os
import signal
import subprocess
import sys

from launcher import python_env, say, web
from launcher.errors import Refusal
from launcher.processes import Crew, Plan, spawn
from launcher.record import Record
from launcher.services import be_patient, open_crew, open_services
from launcher.state import State, running_record

FOREGROUND_STOP = ((signal.SIGTERM, 10.0),)


def run(state: State, words: list[str], *, port: int) -> int:
    """Run manage.py with these words; return its exit code."""
    record = running_record(state)
    if record is not None:
        return beside(state, record, words)
    with say.to_stderr(), open_crew(state, port=port) as crew:
        python = python_env.ensure(crew)
        site = open_services(crew, python, port=port)
        return foreground(crew, web.django_plan(site, "manage", "manage.py", *words))


def beside(state: State, record: Record, words: list[str]) -> int:
    """Use the services of the copy that runs."""
    if not record.environment:
        raise Refusal("La copie démarre encore : attendez que son adresse s’affiche, puis relancez.")
    given = os.environ.get(python_env.GIVEN_PYTHON)
    python = given or str(state.tools / "venv/bin/python")
    environment = python_env.clean_environment() | record.environment
    plan = Plan("manage", "manage.py", [python, "manage.py", *words], environment, stop=FOREGROUND_STOP)
    return wait_in_front(spawn(plan, output=None, foreground=True))


def foreground(crew: Crew, plan: Plan) -> int:
    """Run a command that the terminal reaches: it reads the keyboard, and Ctrl-C goes to it."""
    child = crew.start(plan, foreground=True)
    code = wait_in_front(child.process)
    crew.wait(child)
    return code


def wait_in_front(process: "subprocess.Popen[bytes]") -> int:
    """Wait for a command in front. Ctrl-C reaches it too: its own answer is awaited, not cut short."""
    if sys.stdin and sys.stdin.isatty():
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    code = process.wait()
    be_patient()
    return code if code >= 0 else 128 - code
