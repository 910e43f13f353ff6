"""What is done from time to time, whoever is there or not."""

import logging

from celery import shared_task

from audit.clock import database_now
from bids.sealing.sweep import sweep_orphans
from bids.services import end_abandoned_attempts

from .looks import look, to_look_at

logger = logging.getLogger(__name__)


@shared_task
def tend() -> None:
    """Remove what no deposit names, and end the attempts whose server died."""
    now = database_now()
    orphans, attempts = sweep_orphans(now=now), end_abandoned_attempts(now=now)
    if orphans or attempts:
        logger.info("%s orphan file(s) removed, %s abandoned attempt(s) ended", orphans, attempts)


@shared_task
def conduct() -> None:
    """Tell what is newly due in the published consultations; one that fails does not stop the others."""
    for tender_id in to_look_at(database_now()):
        try:
            look(tender_id=tender_id, now=database_now())
        except Exception:
            logger.exception("chronograph of consultation %s", tender_id)
