"""A round of regularisation: its points, the answers and their closed files."""

import uuid
from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import Organisation, User
from bids.models import Bid
from tenders.models import Lot, Tender

from .enums import AnswerState, RoundState


class RegularisationRound(models.Model):
    """One request to all concerned, with one deadline; of a lot, or of the whole consultation."""

    tender = models.ForeignKey(
        Tender, models.PROTECT, related_name="regularisation_rounds", verbose_name="consultation"
    )
    lot = models.ForeignKey(
        Lot,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="regularisation_rounds",
        verbose_name="lot",
    )
    state = models.CharField("état", max_length=12, choices=RoundState.choices, default=RoundState.REQUESTED)
    requested_at = models.DateTimeField("demandée le")
    requested_by = models.ForeignKey(
        User, models.PROTECT, related_name="regularisation_rounds", verbose_name="demandée par"
    )
    due_at = models.DateTimeField("réponses attendues avant le")
    opened_at = models.DateTimeField("réponses ouvertes le", null=True, blank=True)
    opened_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="regularisations_opened",
        verbose_name="ouvertes par",
    )

    class Meta:
        app_label = "admissibility"
        verbose_name = "demande de régularisation"
        verbose_name_plural = "demandes de régularisation"
        ordering: ClassVar = ["requested_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(due_at__gt=F("requested_at")),
                name="regularisation_due_after_request",
                violation_error_message="Le délai court après la demande.",
            ),
            models.CheckConstraint(
                condition=Q(state=RoundState.OPENED, opened_at__gt=F("due_at"), opened_by__isnull=False)
                | Q(state=RoundState.REQUESTED, opened_at__isnull=True, opened_by__isnull=True),
                name="regularisation_opened_after_due",
                violation_error_message="Les réponses ne s’ouvrent qu’après leur délai.",
            ),
        ]

    def __str__(self) -> str:
        return f"Régularisation du {self.requested_at:%d/%m/%Y} ({self.tender.reference})"

    @property
    def is_opened(self) -> bool:
        return self.state == RoundState.OPENED


class RegularisationPointQuerySet(models.QuerySet["RegularisationPoint"]):
    def asked(self, bids: Iterable[int]) -> set[tuple[int, str, str]]:
        """(bid, rule, code) of what was ever asked: it is not asked twice."""
        return set(self.filter(bid__in=bids).values_list("bid", "rule", "code"))

    def unexamined(self) -> "RegularisationPointQuerySet":
        return self.filter(examined_at__isnull=True)


class RegularisationPoint(models.Model):
    """What one bidder is asked to put right, and what the officer found of its answer."""

    round = models.ForeignKey(
        RegularisationRound, models.PROTECT, related_name="points", verbose_name="demande"
    )
    bid = models.ForeignKey(Bid, models.PROTECT, related_name="regularisation_points", verbose_name="offre")
    rule = models.CharField("règle", max_length=60)
    code = models.CharField("code", max_length=60)
    article = models.CharField("article", max_length=100)
    text = models.TextField("ce qui est demandé")
    is_satisfied = models.BooleanField("satisfait", null=True, blank=True)
    examination = models.TextField("examen de la réponse", blank=True)
    examined_at = models.DateTimeField("examiné le", null=True, blank=True)
    examined_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="regularisation_points",
        verbose_name="examiné par",
    )

    objects = RegularisationPointQuerySet.as_manager()

    class Meta:
        app_label = "admissibility"
        verbose_name = "point à régulariser"
        verbose_name_plural = "points à régulariser"
        ordering: ClassVar = ["round", "bid", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["bid", "rule", "code"],
                name="point_asked_once",
                violation_error_message="Ce point a déjà été demandé à ce soumissionnaire.",
            ),
            models.CheckConstraint(
                condition=Q(is_satisfied__isnull=True, examined_at__isnull=True, examined_by__isnull=True)
                | Q(is_satisfied__isnull=False, examined_at__isnull=False, examined_by__isnull=False)
                & ~Q(examination=""),
                name="examined_point_has_reasons",
                violation_error_message="L’examen d’un point a un auteur, une date et des motifs.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bid} : {self.rule}/{self.code}"


class RegularisationAnswer(models.Model):
    """What one bidder sent at one moment, with its receipt; text and files stay closed until the opening."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(
        RegularisationRound, models.PROTECT, related_name="answers", verbose_name="demande"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="regularisation_answers", verbose_name="soumissionnaire"
    )
    submitted_by = models.ForeignKey(
        User, models.PROTECT, related_name="regularisation_answers", verbose_name="envoyée par"
    )
    state = models.CharField("état", max_length=10, choices=AnswerState.choices)
    started_at = models.DateTimeField("transmission commencée le")
    received_at = models.DateTimeField("reçue en entier le")
    idempotency_key = models.CharField("clé d’envoi", max_length=64)
    request_sha256 = models.CharField("empreinte de l’envoi", max_length=64)
    number = models.CharField("numéro de l’accusé", max_length=60, unique=True)
    receipt = models.JSONField("accusé")
    receipt_sha256 = models.CharField("empreinte de l’accusé", max_length=64)

    class Meta:
        app_label = "admissibility"
        verbose_name = "réponse à une régularisation"
        verbose_name_plural = "réponses aux régularisations"
        ordering: ClassVar = ["received_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "organisation", "idempotency_key"], name="regularisation_sent_once"
            ),
            models.UniqueConstraint(
                fields=["round", "organisation"],
                name="one_current_answer",
                condition=Q(state__in=[AnswerState.RECEIVED, AnswerState.OPENED]),
            ),
        ]

    def __str__(self) -> str:
        return f"Réponse {self.number}"


class RegularisationFile(models.Model):
    """One closed file of an answer; the text that was typed is one of them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    answer = models.ForeignKey(
        RegularisationAnswer, models.PROTECT, related_name="files", verbose_name="réponse"
    )
    position = models.PositiveSmallIntegerField("ordre")
    is_text = models.BooleanField("texte de la réponse", default=False)
    name = models.CharField("nom du fichier", max_length=255)
    size_bytes = models.PositiveBigIntegerField("taille (octets)")
    sha256 = models.CharField("empreinte SHA-256", max_length=64)
    sealed_ref = models.CharField("référence scellée", max_length=100, unique=True)

    class Meta:
        app_label = "admissibility"
        verbose_name = "fichier d’une régularisation"
        verbose_name_plural = "fichiers des régularisations"
        ordering: ClassVar = ["answer", "position"]

    def __str__(self) -> str:
        return self.name
