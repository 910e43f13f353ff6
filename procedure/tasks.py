"""What is done from time to time, whoever is there or not."""

import logging

from celery import shared_task

from audit.clock import database_now
from bids.sealing.sweep import sweep_orphans
from bids.services import end_abandoned_attempts
from tenders.models import Tender

from .services import tell_moments

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
    """Tell what is newly due in every published consultation; one that fails does not stop the others."""
    for tender in Tender.objects.public().select_related("buyer").iterator():
        try:
            tell_moments(tender=tender, now=database_now())
        except Exception:
            logger.exception("chronograph of %s", tender.reference)
