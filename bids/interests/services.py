"""Signing about the names of the bids, declaring an interest that appears later, lifting a recusal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User
from audit.enums import EventKind
from audit.services import record
from tenders.models import Tender

from ..models import Bid, InterestDeclaration, NamedParty, RecusalLift
from .access import declarations_of, parties_of
from .errors import AlreadyLifted, UnknownParty
from .models import LONGEST_NAME
from .names import Party, parties_in
from .permissions import can_lift, can_sign

#: Characters under which a text explains nothing.
SHORTEST_EXPLANATION, SHORTEST_MEASURE, LONGEST_TEXT = 20, 60, 5000


@dataclass(frozen=True, slots=True)
class Answer:
    """What is declared about one name: an interest, explained, or none (empty explanation)."""

    key: str
    explanation: str = ""

    @property
    def has_interest(self) -> bool:
        return bool(self.explanation)


def note_names(*, bid: Bid, now: datetime) -> None:
    """Keep the names of a bid that has just been read; the caller holds the transaction."""
    NamedParty.objects.bulk_create(
        [
            NamedParty(
                tender_id=bid.lot.tender_id,
                key=one.key,
                name=one.name[:LONGEST_NAME],
                siret=one.siret[:14],
                part=one.part,
                named_at=now,
            )
            for one in parties_in(bid.read_content())
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def sign(
    *, actor: User, tender: Tender, answers: Sequence[Answer], now: datetime
) -> list[InterestDeclaration]:
    """Sign about some names; what was signed already in the same words is left as it is.

    An interest recuses the person from the whole consultation. Raises PermissionDenied, UnknownParty,
    ValidationError for an explanation that is too short or too long.
    """
    if not can_sign(actor, Tender.objects.get(pk=tender.pk)):
        raise PermissionDenied("Seules les personnes de l’acheteur signent, une fois les plis ouverts.")
    # One signature of a person after the other: a form sent twice adds nothing the second time.
    User.objects.select_for_update(no_key=True).get(pk=actor.pk)
    parties = {one.key: one for one in parties_of(tender)}
    new = [
        declaration(actor, tender, parties.get(answer.key), answer, now)
        for answer in answers
        if not is_signed(actor, tender, answer)
    ]
    signed = InterestDeclaration.objects.bulk_create(new)
    if signed:
        journal(tender, actor, signed, now)
    return signed


def is_signed(actor: User, tender: Tender, answer: Answer) -> bool:
    """Was it said before? « None » never takes an interest back."""
    before = declarations_of(actor, tender).filter(party_key=answer.key)
    return before.filter(explanation=answer.explanation).exists() if answer.has_interest else before.exists()


def declaration(
    actor: User, tender: Tender, party: Party | None, answer: Answer, now: datetime
) -> InterestDeclaration:
    if party is None:
        raise UnknownParty
    if answer.has_interest:
        require_text(answer.explanation, SHORTEST_EXPLANATION, f"L’intérêt déclaré à propos de {party.name}")
    return InterestDeclaration(
        tender=tender,
        person=actor,
        party_key=party.key,
        party_name=party.name[:LONGEST_NAME],
        has_interest=answer.has_interest,
        explanation=answer.explanation,
        signed_at=now,
    )


def require_text(text: str, shortest: int, what: str) -> None:
    if not shortest <= len(text) <= LONGEST_TEXT:
        raise ValidationError(
            f"{what} s’explique en {shortest} à {LONGEST_TEXT} caractères ({len(text)} pour l’instant).",
            code="length",
        )


def journal(tender: Tender, actor: User, signed: Sequence[InterestDeclaration], now: datetime) -> None:
    """Tell who signed about whom; what the interest is stays in the file, it may be private."""
    told = [
        {"party": one.party_key, "name": one.party_name, "has_interest": one.has_interest} for one in signed
    ]
    tell(EventKind.INTEREST_DECLARED, tender, actor, now, {"declared": told})
    recusing = [one.party_name for one in signed if one.has_interest]
    if recusing:
        tell(EventKind.PERSON_RECUSED, tender, actor, now, {"person": str(actor), "because_of": recusing})


@transaction.atomic
def lift_recusal(
    *, declaration: InterestDeclaration, measure: str, actor: User, now: datetime
) -> RecusalLift:
    """End the recusal that one declared interest brought, by a reasoned measure.

    Raises PermissionDenied, AlreadyLifted, ValidationError when the reasons are too short.
    """
    tender, person = declaration.tender, declaration.person
    if not declaration.has_interest or not can_lift(actor, tender, person):
        raise PermissionDenied("Un déport se lève par un autre agent acheteur, qui n’est pas déporté.")
    reasons = measure.strip()
    require_text(reasons, SHORTEST_MEASURE, "La mesure qui lève un déport")
    try:
        with transaction.atomic():
            lift = RecusalLift.objects.create(
                declaration=declaration, lifted_by=actor, lifted_at=now, measure=reasons
            )
    except IntegrityError as error:
        raise AlreadyLifted from error
    payload = {"person": str(person), "because_of": declaration.party_name, "measure": reasons}
    tell(EventKind.RECUSAL_LIFTED, tender, actor, now, payload)
    return lift


def tell(kind: EventKind, tender: Tender, actor: User, now: datetime, payload: dict[str, Any]) -> None:
    record(
        kind=kind, actor=actor, now=now, subject=tender, tender_reference=tender.reference, payload=payload
    )
