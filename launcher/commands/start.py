"""« run.py »: bring the whole application up, and keep it up until asked to stop."""

import time

from launcher import frontend, python_env, say, web
from launcher.processes import Child, death_of
from launcher.services import Site, open_crew, open_services
from launcher.state import State

WATCH_SECONDS = 0.25


def run(state: State, *, port: int, with_demo: bool) -> int:
    """Start, show the address, watch. Returns only by an exception: a request to stop, or a failure."""
    with open_crew(state, port=port) as crew:
        web.require_port(port)
        python = python_env.ensure(crew)
        frontend.ensure(crew)
        site = open_services(crew, python, port=port, demo=with_demo)
        web.prepare(site)
        web.start(site, port)
        web.set_ready(crew)
        say.line(f"\nLe site répond : http://127.0.0.1:{port}/   (journaux : {state.logs})")
        if with_demo:
            load_demo(site)
        say.line("Ctrl-C pour tout arrêter.\n")
        watch(site)
    return 0


def watch(site: Site, until: Child | None = None) -> None:
    """Return when ``until`` ends; raise when a process that should stay has ended."""
    while until is None or until.code is None:
        dead = site.crew.dead_child()
        if dead and dead is not until:
            raise death_of(dead)
        time.sleep(WATCH_SECONDS)


def load_demo(site: Site) -> None:
    """Load the demonstration while the site is up; its failure is said and does not stop the site."""
    child = web.start_demo(site)
    if child is None:
        return
    say.line("Chargement de la démonstration : une consultation, ses offres, leur ouverture et leur calcul…")
    watch(site, until=child)
    if site.crew.wait(child):
        say.problem(
            f"✗ La démonstration n’a pas pu être chargée ; le site fonctionne sans elle (voir {child.log})."
        )
        return
    say.line("✓ Démonstration prête\n")
    say.line(web.accounts(site))
