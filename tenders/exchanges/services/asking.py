"""A question: kept word for word, its author known to auditors alone."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import Organisation, User
from audit.enums import EventKind
from audit.services import record

from ...enums import TenderState
from ...models import Lot, Tender
from ...written import checked_text
from .. import mail
from ..deadlines import questions_close_at
from ..enums import QuestionState
from ..errors import QuestionsClosed
from ..models import Question
from ..permissions import can_ask, operators_of
from ..wording import LONGEST_QUESTION, names_in
from .common import hold, next_number, require_lot, sha256, single_operator

BUYERS_OWN = "Les personnes de l’organisme acheteur ne posent pas de question à leur propre consultation."


@transaction.atomic
def ask(
    *,
    tender: Tender,
    text: str,
    actor: User,
    now: datetime,
    lot: Lot | None = None,
    keeps_names: bool = False,
) -> Question:
    """Ask in writing until the end of questions; the same text sent twice is one question.

    A text that names its author is refused unless ``keeps_names``: nothing is struck out silently. Raises
    PermissionDenied, QuestionsClosed, ValidationError by field.
    """
    if not can_ask(actor, tender):
        raise PermissionDenied(BUYERS_OWN)
    said = checked_text(text, "text", "Votre question", longest=LONGEST_QUESTION)
    require_lot(lot, tender)
    held = hold(tender)
    require_open(held, now)
    twin = Question.objects.filter(
        tender=held, asked_by=actor, text=said, state=QuestionState.RECEIVED
    ).first()
    if twin:
        return twin
    if not keeps_names:
        refuse_names(said, actor)
    return kept(held, lot, said, actor, now)


def require_open(tender: Tender, now: datetime) -> None:
    close_at = questions_close_at(tender)
    under_way = tender.state == TenderState.PUBLISHED
    if not under_way or close_at is None or now > close_at:
        raise QuestionsClosed(close_at if under_way else None, now)


def refuse_names(text: str, actor: User) -> None:
    found = names_in(text, names_of(actor, operators_of(actor)))
    if found:
        words = (
            f"Votre question vous nomme (« {' », « '.join(found)} ») : l’acheteur saurait qui la pose. "
            "Retirez ce passage, ou cochez la case pour l’envoyer telle quelle."
        )
        raise ValidationError({"text": ValidationError(words, code="names_author")})


def names_of(actor: User, operators: list[Organisation]) -> list[str]:
    own = [actor.full_name, actor.email]
    return own + [name for one in operators for name in (one.legal_name, one.siret, one.siren)]


def kept(tender: Tender, lot: Lot | None, said: str, actor: User, now: datetime) -> Question:
    question = Question.objects.create(
        tender=tender,
        number=next_number(Question, tender),
        lot=lot,
        text=said,
        asked_at=now,
        asked_by=actor,
        organisation_id=single_operator(actor),
    )
    record(
        kind=EventKind.QUESTION_ASKED,
        actor=actor,
        now=now,
        subject=question,
        tender_reference=tender.reference,
        payload={
            "number": question.number,
            "lot": lot.number if lot else None,
            "text_sha256": sha256(said),
        },
    )
    mail.tell_officers(question)
    return question
