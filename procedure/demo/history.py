"""What happened to the 3919 consultation in 2020 and 2021, replayed with today's clock (demo.known)."""

from datetime import timedelta

from audit.clock import database_now
from tenders.models import Tender
from tenders.services import abandon_tender

from .stage import Cast, publish
from .which import HISTORY

#: From the middle of December 2020 to 1 February 2021.
OPEN_FOR = timedelta(days=48)
NO_SEQUEL = (
    "Le mode de gestion du service est réexaminé : la procédure est interrompue pour redéfinir le besoin. "
    "(Motif résumé d’après le communiqué du 25 janvier 2021 ; sa lettre aux candidats n’est pas publique.)"
)


def replay(cast: Cast) -> Tender:
    """Publish, then abandon before any bid is opened."""
    now = database_now()
    tender = publish(cast, HISTORY.case, now, now + OPEN_FOR)
    return abandon_tender(actor=cast.officer, tender=tender, reason=NO_SEQUEL, now=database_now())
