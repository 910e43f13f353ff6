"""The application's own processes: migrations, web server, worker, beat, demonstration."""

import http.client
import signal
import socket
from pathlib import Path

from launcher import frontend, say
from launcher.errors import Refusal, StepFailed
from launcher.processes import Child, Crew, Plan, tail, wait_until
from launcher.services import Site
from launcher.state import CHECKOUT, fingerprint

HEALTH_SECONDS = 90
WEB_WORKERS, WEB_THREADS, TASK_PROCESSES = 2, 4, 2
DEMO_COMMAND = "load_demo"


def django_plan(site: Site, name: str, label: str, *words: str) -> Plan:
    """Return how to run a command of manage.py."""
    return Plan(name, label, [str(site.python), "manage.py", *words], site.environment)


def port_is_free(port: int) -> bool:
    """May we listen there?"""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError as error:
            raise Refusal(
                f"Le port {port} est réservé à root : choisissez-en un au-dessus de 1023 avec --port."
            ) from error
        except OSError:
            return False
    return True


def require_port(port: int) -> None:
    """Refuse before any long work when something else answers there."""
    if not port_is_free(port):
        raise Refusal(
            f"Le port {port} est déjà pris sur cette machine : "
            f"choisissez-en un autre, par exemple --port {port + 1}."
        )


def static_inputs() -> list[Path]:
    """Return what the collected static files are made from."""
    places = [CHECKOUT / "static", *CHECKOUT.glob("*/static")]
    files = [path for place in places for path in place.rglob("*") if path.is_file()]
    return [*files, CHECKOUT / "config/settings.py", CHECKOUT / "requirements.txt"]


def static_plan(site: Site) -> Plan:
    """Return how to collect the static files."""
    words = ("collectstatic", "--noinput", "--clear", "-v", "0")
    return django_plan(site, "collectstatic", "Réunir les fichiers statiques", *words)


def prepare(site: Site) -> None:
    """Bring the tables and, if they changed, the collected static files up to date, both at once."""
    made_from = fingerprint(static_inputs(), extra=str(site.python))
    stamp = site.state.files / "staticfiles.empreinte"
    plans = [django_plan(site, "migrate", "Mettre à jour les tables", "migrate", "--noinput", "-v", "1")]
    if not frontend.is_stamped(stamp, made_from):
        stamp.unlink(missing_ok=True)
        plans.append(static_plan(site))
    with say.step("Tables et fichiers statiques"):
        for child in [site.crew.start(plan) for plan in plans]:
            site.crew.finish(child)
    stamp.write_text(made_from)


def web_plan(site: Site, port: int) -> Plan:
    """Return how to run the web server."""
    argv = [str(site.python), "-m", "gunicorn", "config.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    argv += ["--worker-class", "gthread", "--workers", str(WEB_WORKERS), "--threads", str(WEB_THREADS)]
    argv += [
        "--graceful-timeout",
        "8",
        "--timeout",
        "60",
        "--preload",
        "--no-control-socket",
        "--access-logfile",
        "-",
    ]
    return Plan("web", "Le serveur web", argv, site.environment, stop=((signal.SIGTERM, 10.0),))


def worker_plan(site: Site) -> Plan:
    """Return how to run the worker. TERM lets tasks finish, QUIT drops them: the outbox gives them again."""
    argv = [str(site.python), "-m", "celery", "-A", "config", "worker", "--loglevel", "INFO"]
    argv += ["--concurrency", str(TASK_PROCESSES), "--without-gossip", "--without-mingle"]
    stop = ((signal.SIGTERM, 10.0), (signal.SIGQUIT, 3.0))
    return Plan("worker", "Le processus de calcul (Celery)", argv, site.environment, stop=stop)


def beat_plan(site: Site) -> Plan:
    """Return how to run the clock that gives the periodic tasks."""
    schedule = site.state.data / "beat"
    argv = [str(site.python), "-m", "celery", "-A", "config", "beat", "--loglevel", "INFO"]
    argv += ["--schedule", str(schedule), "--pidfile="]
    return Plan(
        "beat", "L’horloge des tâches (Celery beat)", argv, site.environment, stop=((signal.SIGTERM, 5.0),)
    )


def health(port: int) -> tuple[int, str]:
    """Ask the site how it is: HTTP status (0 when it does not answer) and body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/healthz", headers={"Accept": "application/json"})
        answer = connection.getresponse()
        return answer.status, answer.read().decode(errors="replace")
    except (OSError, http.client.HTTPException):
        return 0, ""
    finally:
        connection.close()


def start(site: Site, port: int) -> None:
    """Start worker and web server; once the site says that all are well, start the clock."""
    last = (0, "")

    def well() -> bool:
        nonlocal last
        last = health(port)
        return last[0] == 200

    with say.step("Serveur web et processus de calcul"):
        site.crew.start(worker_plan(site))
        site.crew.start(web_plan(site, port))
        try:
            wait_until(well, site.crew, seconds=HEALTH_SECONDS, what="Le site")
        except StepFailed as failure:
            failure.tail = failure.tail or last[1]
            raise
        site.crew.start(beat_plan(site))


def demo_exists() -> bool:
    """Does this checkout have the command that loads the demonstration?"""
    return any(CHECKOUT.glob(f"*/management/commands/{DEMO_COMMAND}.py"))


def start_demo(site: Site) -> Child | None:
    """Start loading the demonstration; it does nothing when it is there already."""
    return (
        site.crew.start(django_plan(site, "demonstration", "La démonstration", DEMO_COMMAND))
        if demo_exists()
        else None
    )


def accounts(site: Site) -> str:
    """Return the demonstration's accounts as the application lists them."""
    child = site.crew.start(
        django_plan(site, "comptes", "Les comptes de démonstration", DEMO_COMMAND, "--accounts")
    )
    return tail(child, lines=100) if site.crew.wait(child) == 0 else ""


def set_ready(crew: Crew) -> None:
    """Note that the site answers: « run.py manage » may use it."""
    crew.record.ready = True
    crew.record.save()
