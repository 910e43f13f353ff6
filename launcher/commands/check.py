"""« run.py check »: what the code must satisfy besides its tests."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from launcher import frontend, python_env, say
from launcher.processes import Child, Plan, tail
from launcher.services import Site, open_crew, open_services
from launcher.state import State, lay_out

SHOWN_LINES = 60
#: The one tool that runs by its script alone.
LINT_IMPORTS = "lint-imports"
#: Production's settings, for Django's own review of them.
PRODUCTION = {
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "PUBLIC_URL": "https://exemple.invalid",
    "ALLOWED_HOSTS": "exemple.invalid",
    "BEHIND_PROXY": "1",
    "ACCOUNT_EMAIL_VERIFICATION": "mandatory",
    "DEBUG": "0",
}


@dataclass(frozen=True)
class Check:
    """A tool of the environment, its words, and what it needs of the environment beyond ours."""

    name: str
    label: str
    tool: str
    words: str
    extra: Mapping[str, str] = field(default_factory=dict)


#: By far the longest, on one core: it runs beside all the others.
LONGEST = Check("mypy", "Types (mypy --strict)", "-m mypy", ".")
#: The quickest to fail first. The engine comes last: on a new machine it compiles its kernels, about as long
#: as the types take, and the tests find them compiled instead of each of their processes compiling them.
CHECKS = (
    Check("ruff", "Style du code (ruff check)", "-m ruff", "check ."),
    Check("ruff-format", "Mise en forme du code (ruff format)", "-m ruff", "format --check ."),
    Check("djlint", "Gabarits (djlint)", "-m djlint", "--lint templates"),
    Check("djlint-format", "Mise en forme des gabarits (djlint)", "-m djlint", "--check templates"),
    Check("imports", "Sens des imports (import-linter)", LINT_IMPORTS, "--no-cache"),
    Check("migrations", "Migrations complètes", "manage.py", "makemigrations --check --dry-run"),
    Check(
        "deploy",
        "Réglages de production",
        "manage.py",
        "check --deploy --fail-level WARNING --database default",
        PRODUCTION,
    ),
    Check(
        "engine",
        "Moteur seul (une réplication du cas de référence)",
        "-m scoring.engine",
        "score --replications 1 tests/engine/data/lead_case.json",
    ),
)


def plan(site: Site, check: Check) -> Plan:
    """Return how to run a check."""
    tool = (
        [str(site.python.with_name(LINT_IMPORTS))]
        if check.tool == LINT_IMPORTS
        else [str(site.python), *check.tool.split()]
    )
    argv = [*tool, *check.words.split()]
    return Plan(f"check-{check.name}", check.label, argv, dict(site.environment) | dict(check.extra))


def run(state: State) -> int:
    """Run every check to its end; return 1 when one fails."""
    tests = state.for_tests()
    lay_out(tests)
    with open_crew(tests) as crew:
        python = python_env.ensure(crew, development=True)
        site = open_services(crew, python, port=0)
        longest = crew.start(plan(site, LONGEST))
        frontend.ensure(crew)
        failed = [check.label for check in CHECKS if not passes(site, check, crew.start(plan(site, check)))]
        failed += [] if passes(site, LONGEST, longest) else [LONGEST.label]
    if failed:
        say.problem(f"\nÀ corriger : {', '.join(failed)}.")
    return 1 if failed else 0


def passes(site: Site, check: Check, child: Child) -> bool:
    """Wait for a check that was started; show what it says when it fails."""
    code = site.crew.wait(child)
    say.line(f"{'✗' if code else '✓'} {check.label}")
    if code:
        say.line(tail(child, lines=SHOWN_LINES) + "\n")
    return code == 0
