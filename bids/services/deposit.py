"""Receiving a deposit: bytes first, then one short transaction that decides by the database's clock."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from accounts.models import Organisation, User
from tenders.models import Tender

from ..errors import DepositRefused
from ..incoming import IncomingFile
from ..models import DepositAttempt, Submission
from ..permissions import can_deposit
from ..sealing import store
from ..sealing.envelope import NoSpaceLeft, SealedFile
from .arrival import Sending, decide
from .checks import require_deposit


def deposit(
    *,
    actor: User,
    organisation: Organisation,
    tender: Tender,
    files: Sequence[IncomingFile],
    idempotency_key: str,
    started_at: datetime,
    attempt: DepositAttempt | None = None,
) -> Submission:
    """Keep the files closed and give their receipt (``submission.receipt``).

    The moment that counts is when all has arrived, by the database's clock (R. 2151-5). In time: the former
    deposit is replaced (R. 2151-6). Late: kept closed and marked. The same key with the same files gives the
    first submission again, whatever the hour; with other files it raises KeyReused.
    Raises PermissionDenied, DepositRefused; then nothing was kept.
    """
    if not can_deposit(actor, organisation):
        raise PermissionDenied
    require_deposit(tender, files, idempotency_key)
    sealed = seal(files)
    sending = Sending(actor, organisation, tender, files, sealed, idempotency_key, started_at, attempt)
    submission, is_first = receive(sending)
    if not is_first:
        discard(sealed)
    return submission


def seal(files: Sequence[IncomingFile]) -> list[SealedFile]:
    """Put every file away, or none."""
    sealed: list[SealedFile] = []
    try:
        for file in files:
            sealed.append(store.keep(file.stream, size=file.size))
    except NoSpaceLeft as error:
        discard(sealed)
        raise DepositRefused(str(error), code="no_space") from error
    except BaseException:
        discard(sealed)
        raise
    return sealed


def discard(sealed: Sequence[SealedFile]) -> None:
    for kept in sealed:
        store.discard(kept.ref)


def receive(sending: Sending) -> tuple[Submission, bool]:
    """Decide in one transaction; return the submission and whether it is a new one."""
    try:
        with transaction.atomic():
            return decide(sending)
    except DatabaseError:
        # The connection may have died after the commit: a receipt could name these files. The sweeper,
        # which asks the database first, removes them if nothing does.
        raise
    except BaseException:
        discard(sending.sealed)
        raise
