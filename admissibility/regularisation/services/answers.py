"""Receiving an answer: bytes first, then one short transaction that decides by the database's clock."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from accounts.models import Organisation, User
from audit.clock import database_now
from audit.enums import EventKind
from audit.services import record
from bids.enums import FileRole
from bids.errors import DepositRefused, KeyReused
from bids.incoming import IncomingFile, request_sha256
from bids.sealing.envelope import SealedFile
from bids.services.arrival import hold_organisation
from bids.services.checks import KEY_LENGTH, require_limits
from bids.services.deposit import discard, seal
from tenders.enums import TenderState
from tenders.models import Tender

from ..enums import AnswerState, RoundState
from ..lifecycle import ANSWER_TRANSITIONS
from ..models import RegularisationAnswer, RegularisationFile, RegularisationRound
from ..permissions import can_answer
from .receipts import answer_number, receipt_content, receipt_digest

TEXT_NAME = "reponse.txt"
LONGEST_TEXT = 50_000
EMPTY = "Écrivez votre réponse ou joignez au moins un document."
TOO_LONG = "Votre réponse : 50 000 caractères au plus ; au-delà, joignez un document."
NO_KEY = "La clé d’envoi du formulaire manque : rechargez la page, puis déposez."
CLOSED = "Les réponses à cette demande ont été ouvertes : il n’est plus possible d’en déposer."
ENDED = "Cette consultation est terminée : il n’y a plus à répondre."


@dataclass(frozen=True, slots=True)
class Sending:
    """One answer as it is sent; ``text`` may be empty when there are files."""

    round: RegularisationRound
    organisation: Organisation
    text: str
    files: Sequence[IncomingFile]
    key: str
    started_at: datetime

    def all_files(self) -> list[IncomingFile]:
        """The text first, when there is one."""
        data = self.text.encode()
        typed = [IncomingFile(TEXT_NAME, io.BytesIO(data), len(data), FileRole.DOCUMENT)] if data else []
        return [*typed, *self.files]


def answer(*, sending: Sending, actor: User) -> RegularisationAnswer:
    """Keep an answer closed and give its receipt; in time it replaces the former, late it is kept and marked.

    The moment that counts is when all has arrived. The same key with the same content gives the first answer
    again. Raises PermissionDenied, DepositRefused, KeyReused; then nothing was kept.
    """
    if not can_answer(actor, sending.round, sending.organisation):
        raise PermissionDenied
    require_answer(sending)
    files = sending.all_files()
    sealed = seal(files)
    kept, is_new = receive(sending, actor, files, sealed)
    if not is_new:
        discard(sealed)
    return kept


def require_answer(sending: Sending) -> None:
    if not 0 < len(sending.key) <= KEY_LENGTH:
        raise DepositRefused(NO_KEY)
    if not sending.text and not sending.files:
        raise DepositRefused(EMPTY)
    if len(sending.text) > LONGEST_TEXT:
        raise DepositRefused(TOO_LONG)
    require_limits(sending.all_files())


def receive(
    sending: Sending, actor: User, files: Sequence[IncomingFile], sealed: Sequence[SealedFile]
) -> tuple[RegularisationAnswer, bool]:
    try:
        with transaction.atomic():
            return decide(sending, actor, files, sealed)
    except DatabaseError:
        # The commit may have passed before the connection died: the sweeper asks the database first.
        raise
    except BaseException:
        discard(sealed)
        raise


def decide(
    sending: Sending, actor: User, files: Sequence[IncomingFile], sealed: Sequence[SealedFile]
) -> tuple[RegularisationAnswer, bool]:
    """In time, late, or sent before; the caller holds the transaction."""
    asked = hold_round(sending.round)
    hold_organisation(sending.organisation)
    fingerprint = request_sha256(files, sealed)
    earlier = earlier_answer(sending, fingerprint)
    if earlier:
        return earlier, False
    # Read after the locks: an opening cannot begin before this commits.
    now = database_now()
    state = state_on_arrival(asked, sending.started_at, now)
    former = replace_former(asked, sending.organisation) if state == AnswerState.RECEIVED else None
    kept = RegularisationAnswer(
        round=asked,
        organisation=sending.organisation,
        submitted_by=actor,
        state=state,
        started_at=sending.started_at,
        received_at=now,
        idempotency_key=sending.key,
        request_sha256=fingerprint,
    )
    write(kept, file_rows(kept, files, sealed, has_text=bool(sending.text)), former)
    return kept, True


def hold_round(asked: RegularisationRound) -> RegularisationRound:
    """Return the fresh row, shared with other answers and barred to an opening until the commit."""
    table = RegularisationRound._meta.db_table
    return RegularisationRound.objects.raw(
        f"SELECT * FROM {table} WHERE id = %s FOR SHARE",  # noqa: S608 - the name of our own table
        [asked.pk],
    )[0]


def earlier_answer(sending: Sending, fingerprint: str) -> RegularisationAnswer | None:
    found = RegularisationAnswer.objects.filter(
        round=sending.round, organisation=sending.organisation, idempotency_key=sending.key
    ).first()
    if found and found.request_sha256 != fingerprint:
        raise KeyReused(found.number)
    return found


def state_on_arrival(asked: RegularisationRound, started_at: datetime, now: datetime) -> AnswerState:
    """A transmission begun in time is kept, even after the opening: closed, and marked late."""
    if Tender.objects.get(pk=asked.tender_id).state == TenderState.ABANDONED:
        raise DepositRefused(ENDED, code="closed")
    if now <= asked.due_at:
        return AnswerState.RECEIVED
    if asked.state == RoundState.OPENED and started_at > asked.due_at:
        raise DepositRefused(CLOSED, code="closed")
    return AnswerState.LATE


def replace_former(asked: RegularisationRound, organisation: Organisation) -> RegularisationAnswer | None:
    step = ANSWER_TRANSITIONS["replace"]
    received = RegularisationAnswer.objects.filter(
        round=asked, organisation=organisation, state__in=step.sources
    )
    former = received.first()
    received.update(state=step.target)
    return former


def file_rows(
    kept: RegularisationAnswer, files: Sequence[IncomingFile], sealed: Sequence[SealedFile], *, has_text: bool
) -> list[RegularisationFile]:
    return [
        RegularisationFile(
            answer=kept,
            position=position,
            is_text=has_text and position == 1,
            name=file.shown_name,
            size_bytes=put.size,
            sha256=put.sha256,
            sealed_ref=put.ref,
        )
        for position, (file, put) in enumerate(zip(files, sealed, strict=True), start=1)
    ]


def write(
    kept: RegularisationAnswer, files: Sequence[RegularisationFile], former: RegularisationAnswer | None
) -> None:
    """The answer, its files, its receipt and its event, together."""
    kept.number = answer_number(kept)
    kept.receipt = receipt_content(kept, files, former)
    kept.receipt_sha256 = receipt_digest(kept)
    kept.save(force_insert=True)
    RegularisationFile.objects.bulk_create(files)
    late = kept.state == AnswerState.LATE
    record(
        kind=EventKind.REGULARISATION_LATE if late else EventKind.REGULARISATION_RECEIVED,
        actor=kept.submitted_by,
        now=kept.received_at,
        subject=kept,
        tender_reference=kept.round.tender.reference,
        payload={
            "round": kept.round_id,
            "organisation_siret": kept.organisation.siret,
            "receipt": kept.number,
            "receipt_sha256": kept.receipt_sha256,
            "files": len(files),
            "replaces": former.number if former else None,
        },
    )
