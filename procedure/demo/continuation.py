"""What was invented after the ranking: decisions on each bid, a new ranking, the award, the letters.

Every step is a service that the officer's pages call, with the clock of everybody; the wait before the
signature is a real one, so the story stops there.
"""

from datetime import timedelta
from enum import StrEnum

from django.db import transaction

from accounts.models import User
from admissibility.decisions.dossier import bid_fingerprint
from admissibility.decisions.enums import DecisionKind
from admissibility.decisions.services import Choice, decide
from audit.clock import database_now
from awards.endings.choosing import cautions
from awards.endings.enums import EndingState
from awards.endings.facts import lot_facts
from awards.endings.letters import not_chosen, proposed_reasons
from awards.endings.models import Award, LotEnding
from awards.endings.services import accept_proofs, award_lot, designate, inform, request_proofs
from awards.services import establish_ranking
from bids.models import Bid
from tenders.enums import TenderState
from tenders.models import Lot, Tender

from .offers import COMMERCIAL, OUTSOURCED
from .people import OFFICER

TIME_FOR_PROOFS = timedelta(days=10)
ADMISSIBLE = Choice(
    DecisionKind.ADMISSIBLE,
    "Décision de démonstration : les constats ont été lus, aucun ne justifie d’écarter l’offre. La capacité "
    "calculée est jugée par la note, pas par la recevabilité.",
)
SET_ASIDE: dict[str, Choice] = {
    COMMERCIAL.data.legal_name: Choice(
        DecisionKind.INADMISSIBLE_APPLICATION,
        "Le lot est réservé aux entreprises de l’économie sociale et solidaire (L. 2113-15) ; le candidat, "
        "société commerciale, n’en produit aucune preuve (décision de démonstration).",
    ),
    OUTSOURCED.data.legal_name: Choice(
        DecisionKind.IRREGULAR,
        "La réponse aux appels de niveau 2, tâche essentielle que le lot réserve au titulaire (L. 2193-3), "
        "est confiée à un sous-traitant : l’offre méconnaît les documents de la consultation (L. 2152-2).",
    ),
}
NOT_MARKED = (
    "Les notes de qualité et d’environnement sont portées au rapport d’analyse ; dans cette démonstration "
    "elles sont supposées égales entre les offres et ne changent pas l’ordre."
)
PROOFS = (
    "Attestations fiscales et sociales, extrait du registre, et absence d’exclusion de chaque sous-traitant "
    "(R. 2143-6 à R. 2143-10)."
)
EXAMINED = "Attestations reçues et vérifiées, toutes en cours de validité (pièces fictives)."
CHOSEN = "Offre classée première sur le prix et la capacité, aux poids publiés (décision de démonstration)."


class NotReadyError(Exception):
    """The story cannot go on: the message says why."""


class Step(StrEnum):
    """How far the story has come, for the page that offers its sequel."""

    COMPUTING = "computing"
    READY = "ready"
    TOLD = "told"


WAITING: dict[Step, str] = {
    Step.COMPUTING: "Le classement n’est pas encore établi : le travailleur calcule les capacités.",
    Step.TOLD: "La suite est déjà engagée : continuez depuis le dossier.",
}


def step_of(tender: Tender) -> Step:
    """Return where the story stands; a lot whose end somebody began by hand is told by them."""
    if LotEnding.objects.filter(lot__tender=tender).exclude(state=EndingState.OPEN).exists():
        return Step.TOLD
    return Step.READY if tender.state == TenderState.RANKED else Step.COMPUTING


@transaction.atomic
def go_on(tender: Tender) -> Award:
    """Tell the story from the ranking to the letters, or nothing of it.

    The consultation is held from the first look on: of two people who ask at once, the second is told that
    it is done. Raises NotReadyError, ValidationError when what somebody did by hand forbids a step.
    """
    held = Tender.objects.select_for_update(of=("self",), no_key=True).get(pk=tender.pk)
    step = step_of(held)
    if step in WAITING:
        raise NotReadyError(WAITING[step])
    officer = User.objects.get(email=OFFICER.email)
    lot = Lot.objects.select_related("tender__buyer").get(tender=held)
    decide_all(lot, officer)
    establish_ranking(lot=lot, actor=officer, now=database_now())
    choose(lot, officer)
    return tell_everybody(lot, officer)


def decide_all(lot: Lot, officer: User) -> None:
    """Decide on each bid; one that was decided already keeps its decision."""
    for bid in Bid.objects.filter(lot=lot, admissibility_decisions__isnull=True).select_related(
        "organisation"
    ):
        choice = SET_ASIDE.get(bid.organisation.legal_name, ADMISSIBLE)
        decide(bid=bid, seen=bid_fingerprint(bid), choice=choice, actor=officer, now=database_now())


def choose(lot: Lot, officer: User) -> None:
    """Designate the first of the ranking, examine its proofs, award."""
    ranking = lot.rankings.latest("established_at")
    first = next((one for one in lot_facts(lot).standings if one.rank == 1), None)
    if first is None:
        raise NotReadyError("Aucune offre n’est classée : continuez depuis le dossier.")
    reason = NOT_MARKED if cautions(lot_facts(lot), first.bid) else ""
    designate(
        lot=lot,
        seen=seen(lot),
        bid=first.bid,
        ranking=ranking.pk,
        reason=reason,
        acknowledged=bool(reason),
        actor=officer,
        now=database_now(),
    )
    now = database_now()
    request_proofs(
        lot=lot, seen=seen(lot), asked=PROOFS, due_at=now + TIME_FOR_PROOFS, actor=officer, now=now
    )
    accept_proofs(lot=lot, seen=seen(lot), note=EXAMINED, actor=officer, now=database_now())
    award_lot(lot=lot, seen=seen(lot), reason=CHOSEN, actor=officer, now=database_now())


def tell_everybody(lot: Lot, officer: User) -> Award:
    """Send each other bidder its letter, and keep the voluntary wait before the signature."""
    award = LotEnding.objects.get(lot=lot).award
    assert award is not None
    reasons = {bid.pk: proposed_reasons(award, bid) for bid in not_chosen(award)}
    return inform(lot=lot, seen=seen(lot), reasons=reasons, waits=True, actor=officer, now=database_now())


def seen(lot: Lot) -> int:
    """The version that the page would show."""
    return LotEnding.objects.get_or_create(lot=lot)[0].version
