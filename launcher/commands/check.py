"""« run.py check »: what the code must satisfy besides its tests."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from launcher import frontend, python_env, say
from launcher.processes import Plan, tail
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


#: The quickest to fail first.
CHECKS = (
    Check("ruff", "Style du code (ruff check)", "-m ruff", "check ."),
    Check("ruff-format", "Mise en forme du code (ruff format)", "-m ruff", "format --check ."),
    Check("djlint", "Gabarits (djlint)", "-m djlint", "--lint templates"),
    Check("djlint-format", "Mise en forme des gabarits (djlint)", "-m djlint", "--check templates"),
    Check("imports", "Sens des imports (import-linter)", LINT_IMPORTS, "--no-cache"),
    Check("mypy", "Types (mypy --strict)", "-m mypy", "."),
    Check("migrations", "Migrations complètes", "manage.py", "makemigrations --check --dry-run"),
    Check(
        "deploy",
        "Réglages de production",
        "manage.py",
        "check --deploy --fail-level WARNING --database default",
        PRODUCTION,
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
        frontend.ensure(crew)
        site = open_services(crew, python, port=0)
        failed = [check.label for check in CHECKS if not passes(site, check)]
    if failed:
        say.problem(f"\nÀ corriger : {', '.join(failed)}.")
    return 1 if failed else 0


def passes(site: Site, check: Check) -> bool:
    """Run one check; show what it says when it fails."""
    child = site.crew.start(plan(site, check))
    code = site.crew.wait(child)
    say.line(f"{'✗' if code else '✓'} {check.label}")
    if code:
        say.line(tail(child, lines=SHOWN_LINES) + "\n")
    return code == 0
