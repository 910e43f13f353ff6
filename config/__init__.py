"""Settings, addresses and processes: the only package that sees every other."""

from .celery import app as celery_app

__all__ = ["celery_app"]
