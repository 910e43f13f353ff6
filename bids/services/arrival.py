"""The one short transaction of a deposit: in time or late, what it replaces, its receipt, its event."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.models import Organisation, User
from audit.clock import database_now
from audit.enums import EventKind
from audit.services import record
from tenders.enums import TenderState
from tenders.lot_ends import refusal
from tenders.models import Tender

from ..enums import AttemptOutcome, SubmissionState
from ..errors import DepositRefused, KeyReused
from ..incoming import IncomingFile, request_sha256
from ..lifecycle import SUBMISSION_TRANSITIONS
from ..models import DepositAttempt, Receipt, Submission, SubmissionFile
from ..sealing.envelope import SealedFile
from ..signals import submission_late
from .attempts import end_attempt
from .receipts import issue_receipt

CLOSED_REASONS: dict[str, str] = {
    TenderState.OPENED: "Les plis de cette consultation ont été ouverts : il n’est plus possible de déposer.",
    TenderState.RANKED: "Les plis de cette consultation ont été ouverts : il n’est plus possible de déposer.",
    TenderState.ABANDONED: "L’acheteur a déclaré cette consultation sans suite : il n’y a plus à déposer.",
    TenderState.UNSUCCESSFUL: "Cette consultation est terminée : il n’est plus possible de déposer.",
    TenderState.AWARDED: "Cette consultation est terminée : il n’est plus possible de déposer.",
}
LOT_ENDED = (
    "Le lot {number} a été déclaré sans suite : il n’attend plus d’offre. Retirez ses fichiers, puis déposez "
    "de nouveau."
)
NOT_PUBLISHED = "Cette consultation n’est pas publiée : il n’est pas possible d’y déposer."


@dataclass(frozen=True, slots=True)
class Sending:
    """One transmission, its files already put away."""

    actor: User
    organisation: Organisation
    tender: Tender
    files: Sequence[IncomingFile]
    sealed: Sequence[SealedFile]
    key: str
    started_at: datetime
    attempt: DepositAttempt | None

    @property
    def fingerprint(self) -> str:
        return request_sha256(self.files, self.sealed)

    @property
    def total_bytes(self) -> int:
        return sum(kept.size for kept in self.sealed)


def decide(sending: Sending) -> tuple[Submission, bool]:
    """Return the submission and whether it is a new one; the caller holds the transaction."""
    tender = hold_tender(sending.tender)
    hold_organisation(sending.organisation)
    earlier = earlier_submission(sending)
    if earlier:
        close_attempt(sending, AttemptOutcome.ACCEPTED, f"Renvoi du dépôt {earlier.receipt.number}.")
        return earlier, False
    # Read after the locks: a moment in time is then always committed before an opening can begin.
    now = database_now()
    state = state_on_arrival(tender, sending.started_at, now)
    if state == SubmissionState.RECEIVED:
        require_open_lots(sending)
    submission = write_submission(sending, tender, state, now)
    late = state == SubmissionState.LATE
    close_attempt(sending, AttemptOutcome.LATE if late else AttemptOutcome.ACCEPTED)
    return submission, True


def hold_tender(tender: Tender) -> Tender:
    """Return the fresh row, shared with other deposits and barred to an opening until the commit."""
    return Tender.objects.raw("SELECT * FROM tenders_tender WHERE id = %s FOR SHARE", [tender.pk])[0]


def hold_organisation(organisation: Organisation) -> None:
    """Take the deposits of one bidder one after the other: each sees, and replaces, the one before."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)


def earlier_submission(sending: Sending) -> Submission | None:
    """Return what this key already brought; KeyReused when it brought something else."""
    found = (
        Submission.objects.select_related("receipt")
        .filter(tender=sending.tender, organisation=sending.organisation, idempotency_key=sending.key)
        .first()
    )
    if found and found.request_sha256 != sending.fingerprint:
        raise KeyReused(found.receipt.number)
    return found


def state_on_arrival(tender: Tender, started_at: datetime, now: datetime) -> SubmissionState:
    """In time, late, or refused by the state of the consultation.

    A transmission begun in time is kept, closed and marked late, even when the bids were opened
    meanwhile: to admit it is for the buyer to decide, not for the platform (CE n° 449250, n° 506640).
    """
    if tender.accepts_deposits_at(now):
        return SubmissionState.RECEIVED
    begun_in_time = tender.deadline_at is not None and started_at <= tender.deadline_at
    closed = tender.opened_at is not None and tender.state != TenderState.ABANDONED
    if tender.state == TenderState.PUBLISHED or (closed and begun_in_time):
        return SubmissionState.LATE
    raise DepositRefused(CLOSED_REASONS.get(tender.state, NOT_PUBLISHED), code="closed")


def require_open_lots(sending: Sending) -> None:
    """Refuse a workbook for a lot that ended while the others still go on (R. 2185-1)."""
    ended = sorted({file.lot.number for file in sending.files if file.lot and refusal(file.lot)})
    if ended:
        raise DepositRefused(LOT_ENDED.format(number=ended[0]), code="closed")


def write_submission(sending: Sending, tender: Tender, state: SubmissionState, now: datetime) -> Submission:
    submission = Submission(
        tender=tender,
        organisation=sending.organisation,
        submitted_by=sending.actor,
        state=state,
        started_at=sending.started_at,
        received_at=now,
        idempotency_key=sending.key,
        request_sha256=sending.fingerprint,
    )
    former = replace_former(submission) if state == SubmissionState.RECEIVED else None
    submission.save(force_insert=True)
    files = SubmissionFile.objects.bulk_create(file_rows(sending, submission))
    receipt = issue_receipt(submission=submission, files=files, former=former)
    journal(submission, receipt, former, sending.total_bytes)
    if state == SubmissionState.LATE:
        submission_late.send(sender=Submission, submission=submission, now=now)
    return submission


def replace_former(successor: Submission) -> Submission | None:
    """Mark the deposit received before as replaced; the foreign key waits for the commit to be checked."""
    step = SUBMISSION_TRANSITIONS["replace"]
    former = (
        Submission.objects.select_related("receipt")
        .filter(tender=successor.tender, organisation=successor.organisation, state__in=step.sources)
        .first()
    )
    if former:
        Submission.objects.filter(pk=former.pk, state__in=step.sources).update(
            state=step.target, replaced_by=successor.pk
        )
    return former


def file_rows(sending: Sending, submission: Submission) -> list[SubmissionFile]:
    return [
        SubmissionFile(
            submission=submission,
            lot=file.lot,
            role=file.role,
            position=position,
            name=file.shown_name,
            size_bytes=kept.size,
            sha256=kept.sha256,
            sealed_ref=kept.ref,
        )
        for position, (file, kept) in enumerate(zip(sending.files, sending.sealed, strict=True), start=1)
    ]


def journal(submission: Submission, receipt: Receipt, former: Submission | None, total_bytes: int) -> None:
    late = submission.state == SubmissionState.LATE
    payload = {
        "organisation_siret": submission.organisation.siret,
        "receipt": receipt.number,
        "receipt_sha256": receipt.sha256,
        "documents": len(receipt.content["documents"]),
        "total_bytes": total_bytes,
        "started_at": submission.started_at,
    }
    kind = EventKind.SUBMISSION_LATE if late else EventKind.SUBMISSION_RECEIVED
    note(submission, kind, submission, payload)
    if former:
        note(former, EventKind.SUBMISSION_REPLACED, submission, {"replaced_by": str(submission.pk)})


def note(subject: Submission, kind: EventKind, cause: Submission, payload: dict[str, object]) -> None:
    record(
        kind=kind,
        actor=cause.submitted_by,
        now=cause.received_at,
        subject=subject,
        tender_reference=cause.tender.reference,
        payload=payload,
    )


def close_attempt(sending: Sending, outcome: AttemptOutcome, reason: str = "") -> None:
    if sending.attempt:
        end_attempt(
            attempt=sending.attempt, outcome=outcome, received_bytes=sending.total_bytes, reason=reason
        )
