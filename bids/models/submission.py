"""The deposit: attempts, submissions with their closed files, receipts, the opening."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import Organisation, User
from tenders.models import Lot, Tender

from ..enums import AttemptOutcome, FileRole, SubmissionState


class DepositAttempt(models.Model):
    """An attempt to deposit, kept whatever became of it, so that either side can prove it (CE n° 449250)."""

    tender = models.ForeignKey(Tender, models.PROTECT, related_name="attempts", verbose_name="consultation")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="attempts",
        verbose_name="soumissionnaire",
    )
    user = models.ForeignKey(User, models.PROTECT, related_name="attempts", verbose_name="déposant")
    started_at = models.DateTimeField("commencée le")
    ended_at = models.DateTimeField("finie le", null=True, blank=True)
    received_bytes = models.PositiveBigIntegerField("octets reçus", default=0)
    outcome = models.CharField(
        "issue",
        max_length=10,
        choices=AttemptOutcome.choices,
        default=AttemptOutcome.STARTED,
    )
    reason = models.TextField("motif", blank=True)

    class Meta:
        verbose_name = "tentative de dépôt"
        verbose_name_plural = "tentatives de dépôt"
        ordering: ClassVar = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.started_at:%d/%m/%Y %H:%M:%S} : {self.get_outcome_display()}"


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def current(self) -> "SubmissionQuerySet":
        """Received in time and not replaced: the one that is or will be opened (R. 2151-6)."""
        return self.filter(state__in=[SubmissionState.RECEIVED, SubmissionState.OPENED])


class Submission(models.Model):
    """A deposit (pli): what one operator sent at one moment for a consultation."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tender = models.ForeignKey(
        Tender, models.PROTECT, related_name="submissions", verbose_name="consultation"
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="submissions",
        verbose_name="soumissionnaire",
    )
    submitted_by = models.ForeignKey(
        User, models.PROTECT, related_name="submissions", verbose_name="déposant"
    )
    state = models.CharField("état", max_length=10, choices=SubmissionState.choices)
    started_at = models.DateTimeField("transmission commencée le")
    received_at = models.DateTimeField("reçu en entier le")
    replaced_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name="remplacé par",
    )
    opened_at = models.DateTimeField("ouvert le", null=True, blank=True)
    idempotency_key = models.CharField("clé d’envoi", max_length=64)
    request_sha256 = models.CharField("empreinte de l’envoi", max_length=64)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = "pli"
        verbose_name_plural = "plis"
        ordering: ClassVar = ["received_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tender", "organisation", "idempotency_key"],
                name="submission_sent_once",
            ),
            models.UniqueConstraint(
                fields=["tender", "organisation"],
                name="one_current_submission",
                condition=Q(state__in=[SubmissionState.RECEIVED, SubmissionState.OPENED]),
            ),
            models.CheckConstraint(
                condition=Q(state=SubmissionState.REPLACED) ^ Q(replaced_by__isnull=True),
                name="replaced_submission_names_its_successor",
                violation_error_message="Un pli remplacé nomme le pli qui le remplace.",
            ),
            models.CheckConstraint(
                condition=Q(state=SubmissionState.OPENED) ^ Q(opened_at__isnull=True),
                name="opened_submission_has_moment",
                violation_error_message="Un pli ouvert a une date d’ouverture, et lui seul.",
            ),
        ]

    def __str__(self) -> str:
        return f"Pli de {self.organisation} reçu le {self.received_at:%d/%m/%Y à %H:%M:%S}"


class SubmissionFile(models.Model):
    """One closed file of a submission: name and size in clear for the receipt, content behind the seal."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="files", verbose_name="pli")
    lot = models.ForeignKey(
        Lot,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="submission_files",
        verbose_name="lot",
    )
    role = models.CharField("nature", max_length=10, choices=FileRole.choices)
    position = models.PositiveSmallIntegerField("ordre", default=0)
    name = models.CharField("nom du fichier", max_length=255)
    size_bytes = models.PositiveBigIntegerField("taille (octets)")
    sha256 = models.CharField("empreinte SHA-256", max_length=64)
    sealed_ref = models.CharField("référence scellée", max_length=100, unique=True)

    class Meta:
        verbose_name = "fichier d’un pli"
        verbose_name_plural = "fichiers des plis"
        ordering: ClassVar = ["submission", "position"]

    def __str__(self) -> str:
        return self.name


class Receipt(models.Model):
    """The receipt of a deposit (arrêté du 22 mars 2019, annexe 8 du CCP, art. 2)."""

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="receipt", verbose_name="pli")
    number = models.CharField("numéro", max_length=60, unique=True)
    issued_at = models.DateTimeField("délivré le")
    content = models.JSONField("contenu")
    sha256 = models.CharField("empreinte", max_length=64)

    class Meta:
        verbose_name = "accusé de dépôt"
        verbose_name_plural = "accusés de dépôt"

    def __str__(self) -> str:
        return self.number


class Opening(models.Model):
    """The opening of a consultation's bids, once, after the deadline."""

    tender = models.OneToOneField(Tender, models.PROTECT, related_name="opening", verbose_name="consultation")
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="openings", verbose_name="ouverte par")
    opened_at = models.DateTimeField("ouverte le")
    content = models.JSONField("procès-verbal")

    class Meta:
        verbose_name = "ouverture des plis"
        verbose_name_plural = "ouvertures des plis"

    def __str__(self) -> str:
        return f"Ouverture des plis de {self.tender.reference}"
