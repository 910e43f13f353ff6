"""What happened to the 3919 consultation in 2020 and 2021, replayed with today's clock (demo.known)."""

from datetime import timedelta

from audit.clock import database_now
from awards.endings.services import Filing, record_hold
from tenders.exchanges.services import Wording, ask, publish_answer
from tenders.models import Tender
from tenders.services import abandon_tender

from .stage import Cast, publish
from .which import HISTORY

#: From the middle of December 2020 to 1 February 2021.
OPEN_FOR = timedelta(days=48)
QUESTION = (
    "Sous quel nom et quelle marque le service sera-t-il assuré, et à qui appartiendra le numéro 3919 ? "
    "(Question résumée d’après la presse de janvier 2021 ; sa lettre n’est pas publique.)"
)
ANSWER = (
    "La marque est en cours de définition. (Réponse rapportée par la presse, yanous.com, 22 janvier 2021.)"
)
COURT = "Tribunal administratif de Paris"
CLAIMANT = "Fédération qui tient la ligne (requête du 20 janvier 2021, d’après la presse)"
NO_SEQUEL = (
    "Le mode de gestion du service est réexaminé : la procédure est interrompue pour redéfinir le besoin. "
    "(Motif résumé d’après le communiqué du 25 janvier 2021 ; sa lettre aux candidats n’est pas publique.)"
)


def replay(cast: Cast) -> Tender:
    """Publish, answer a question, record the référé, and abandon before any bid is opened."""
    now = database_now()
    tender = publish(cast, HISTORY.case, now, now + OPEN_FOR)
    exchange(cast, tender)
    suspend(cast, tender)
    return abandon_tender(actor=cast.officer, tender=tender, reason=NO_SEQUEL, now=database_now())


def exchange(cast: Cast, tender: Tender) -> None:
    """The one question whose answer the press reported."""
    asked = ask(tender=tender, text=QUESTION, actor=cast.newcomer, now=database_now())
    wording = Wording(QUESTION, ANSWER)
    numbers = [asked.number]
    publish_answer(tender=tender, numbers=numbers, wording=wording, actor=cast.officer, now=database_now())


def suspend(cast: Cast, tender: Tender) -> None:
    """The référé, filed while offers were still being prepared."""
    now = database_now()
    filing = Filing(court=COURT, filed_at=now, claimant=CLAIMANT, is_public=True)
    record_hold(tender=tender, filing=filing, actor=cast.officer, now=now)
