"""The one clock: the database's. An application server's own clock decides nothing."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import connection

PARIS = ZoneInfo("Europe/Paris")


def database_now() -> datetime:
    """Return the database's wall clock at this instant, aware, in UTC."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (now,) = cursor.fetchone()
    assert isinstance(now, datetime)
    return now
