"""Capacity runs: inputs, their fingerprint, the engine's version and the result, immutable once done.

A run is computed in pieces, by as many workers as there are; each piece is kept until the run ends.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import User
from bids.models import Bid

from .costs.models import LabourRate  # noqa: F401  # Django looks for models here
from .enums import ACTIVE, RunMethod, RunState
from .studies.models import StaffingStudy  # noqa: F401  # Django looks for models here


class CapacityRunQuerySet(models.QuerySet["CapacityRun"]):
    def verdicts(self) -> "CapacityRunQuerySet":
        """What bids are ranked on."""
        return self.filter(method=RunMethod.VERDICT)

    def what_ifs(self) -> "CapacityRunQuerySet":
        """Answers to an officer's questions: never ranked."""
        return self.filter(method=RunMethod.WHAT_IF)

    def active(self) -> "CapacityRunQuerySet":
        """Queued or running."""
        return self.filter(state__in=ACTIVE)

    def done(self) -> "CapacityRunQuerySet":
        return self.filter(state=RunState.DONE)

    def last_of_each_bid(self) -> "CapacityRunQuerySet":
        """The most recently requested run of each bid."""
        return self.order_by("bid_id", "-requested_at", "-pk").distinct("bid_id")


class CapacityRun(models.Model):
    """One computation of a bid's capacity against its lot's volumes.

    preview: the quick part, while the simulation lasts (schema of the output, without `simulation`). change:
    the multipliers of a what-if, already applied to the input. pieces_asked: pieces handed out so far; all of
    them stored, the next step is due.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bid = models.ForeignKey(Bid, models.PROTECT, related_name="capacity_runs", verbose_name="offre")
    state = models.CharField("état", max_length=10, choices=RunState.choices, default=RunState.QUEUED)
    method = models.CharField("méthode", max_length=20, choices=RunMethod.choices, default=RunMethod.VERDICT)
    change = models.JSONField("ce qui change", null=True, blank=True)
    engine_version = models.CharField("version du moteur", max_length=20)
    engine_sha256 = models.CharField("empreinte du code du moteur", max_length=64)
    seed = models.PositiveBigIntegerField("graine", default=0)
    input = models.JSONField("entrées")
    input_sha256 = models.CharField("empreinte des entrées", max_length=64)
    preview = models.JSONField("coup d’œil", null=True, blank=True)
    output = models.JSONField("résultat", null=True, blank=True)
    output_sha256 = models.CharField("empreinte du résultat", max_length=64, blank=True)
    progress_done = models.PositiveIntegerField("étapes faites", default=0)
    progress_total = models.PositiveIntegerField("étapes en tout", default=1)
    pieces_asked = models.PositiveIntegerField("parties demandées", default=0)
    error = models.TextField("erreur", blank=True)
    requested_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="capacity_runs",
        verbose_name="demandé par",
    )
    requested_at = models.DateTimeField("demandé le")
    started_at = models.DateTimeField("commencé le", null=True, blank=True)
    finished_at = models.DateTimeField("fini le", null=True, blank=True)

    objects = CapacityRunQuerySet.as_manager()

    class Meta:
        verbose_name = "calcul de capacité"
        verbose_name_plural = "calculs de capacité"
        ordering: ClassVar = ["-requested_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state=RunState.DONE)
                | Q(output__isnull=False, output_sha256__regex=r"^[0-9a-f]{64}$"),
                name="done_run_has_output",
                violation_error_message="Un calcul terminé a un résultat.",
            ),
            models.CheckConstraint(
                condition=Q(method=RunMethod.WHAT_IF) ^ Q(change__isnull=True),
                name="what_if_has_change",
                violation_error_message="Une question « et si » dit ce qui change, et elle seule.",
            ),
            models.UniqueConstraint(
                fields=["bid", "method", "input_sha256", "seed", "engine_sha256"],
                name="same_run_once",
                condition=Q(state__in=[RunState.QUEUED, RunState.RUNNING, RunState.DONE]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bid} : {self.get_state_display()}"

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE


class SimulatedPiece(models.Model):
    """Some replications of a run's simulation, as one worker packed them; the fingerprint outlives the bytes.

    first and last: replication numbers, the last one left out.
    """

    run = models.ForeignKey(CapacityRun, models.PROTECT, related_name="pieces", verbose_name="calcul")
    variant = models.CharField("variante", max_length=120)
    first = models.PositiveIntegerField("première réplication")
    last = models.PositiveIntegerField("réplication suivante")
    content = models.BinaryField("contenu", null=True)
    content_sha256 = models.CharField("empreinte du contenu", max_length=64)
    computed_at = models.DateTimeField("calculée le")

    class Meta:
        verbose_name = "partie d’un calcul"
        verbose_name_plural = "parties d’un calcul"
        ordering: ClassVar = ["run", "variant", "first", "last"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "variant", "first", "last"], name="piece_once"),
        ]

    def __str__(self) -> str:
        return f"{self.variant}:{self.first}-{self.last}"
