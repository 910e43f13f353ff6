"""GET /healthz: are the database, the broker and a worker well?"""

from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .celery import app

PING_SECONDS = 1
#: A worker's answer is believed for a few seconds, so that a prober cannot flood the broker.
REMEMBER_SECONDS = 5


def database_state() -> bool:
    """Does PostgreSQL answer a query?"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def broker_state() -> bool:
    """Does the broker accept a connection?"""
    with app.connection_for_read() as broker:
        broker.ensure_connection(max_retries=1, timeout=PING_SECONDS)
        return True


def worker_state() -> bool:
    """Does at least one Celery worker answer a ping?"""
    if cache.get("healthz-worker"):
        return True
    answered = bool(app.control.ping(timeout=PING_SECONDS))
    if answered:
        cache.set("healthz-worker", 1, REMEMBER_SECONDS)
    return answered


def state_of(probe: Callable[[], bool]) -> str:
    """Return "ok" or why not; a probe that fails must never break the page that reports it."""
    try:
        return "ok" if probe() else "no answer"
    except Exception as error:
        return type(error).__name__


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 only when every part is well, 503 otherwise."""
    probes: dict[str, Callable[[], Any]] = {
        "database": database_state,
        "broker": broker_state,
        "worker": worker_state,
    }
    states = {name: state_of(probe) for name, probe in probes.items()}
    well = all(state == "ok" for state in states.values())
    return JsonResponse({"status": "ok" if well else "degraded", **states}, status=200 if well else 503)
