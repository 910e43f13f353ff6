"""« run.py test … »: the tests, with a real PostgreSQL and a real Valkey of their own."""

from launcher import frontend, python_env, say, web
from launcher.commands.manage import foreground
from launcher.processes import Plan
from launcher.services import open_crew, open_services
from launcher.state import State, lay_out

#: Without arguments the whole suite runs, spread over two processes, a file at a time, in the order that
#: launcher.pytest_workers gives (xdist's own begins with the files of many tests and ends with the walks).
WHOLE_SUITE = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
TEST_PORT = 8000


def run(state: State, words: list[str]) -> int:
    """Run pytest with these words; return its exit code. The demonstration's data are not touched."""
    tests = state.for_tests()
    lay_out(tests)
    with open_crew(tests) as crew:
        python = python_env.ensure(crew, development=True)
        frontend.ensure(crew)
        site = open_services(crew, python, port=TEST_PORT, durable=False)
        with say.step("Fichiers statiques"):
            crew.run(web.static_plan(site))
        environment = dict(site.environment) | {python_env.GIVEN_PYTHON: str(python)}
        argv = [str(python), "-m", "pytest", "-p", "launcher.pytest_workers", *(words or WHOLE_SUITE)]
        return foreground(crew, Plan("pytest", "Les tests", argv, environment))
