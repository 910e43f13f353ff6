"""Studies of the least staff that would hold a lot's requirements; frozen once over."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import User
from tenders.models import Lot

from ..enums import ACTIVE, RunState


class StaffingStudyQuerySet(models.QuerySet["StaffingStudy"]):
    def done(self) -> "StaffingStudyQuerySet":
        return self.filter(state=RunState.DONE)


class StaffingStudy(models.Model):
    """One computation of the least staff for a lot's volumes; a draft's lot that is removed takes it along.

    input: `capacity-input/1`, its groups being kinds of agent without shifts. output: `capacity-staffing/1`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lot = models.ForeignKey(Lot, models.CASCADE, related_name="staffing_studies", verbose_name="lot")
    state = models.CharField("état", max_length=10, choices=RunState.choices, default=RunState.QUEUED)
    engine_version = models.CharField("version du moteur", max_length=20)
    engine_sha256 = models.CharField("empreinte du code du moteur", max_length=64)
    seed = models.PositiveBigIntegerField("graine", default=0)
    input = models.JSONField("entrées")
    input_sha256 = models.CharField("empreinte des entrées", max_length=64)
    output = models.JSONField("résultat", null=True, blank=True)
    output_sha256 = models.CharField("empreinte du résultat", max_length=64, blank=True)
    progress_done = models.PositiveIntegerField("étapes faites", default=0)
    progress_total = models.PositiveIntegerField("étapes en tout", default=1)
    error = models.TextField("erreur", blank=True)
    requested_by = models.ForeignKey(
        User, models.PROTECT, related_name="staffing_studies", verbose_name="demandé par"
    )
    requested_at = models.DateTimeField("demandé le")
    started_at = models.DateTimeField("commencé le", null=True, blank=True)
    finished_at = models.DateTimeField("fini le", null=True, blank=True)

    objects = StaffingStudyQuerySet.as_manager()

    class Meta:
        app_label = "scoring"
        verbose_name = "étude d’effectif minimal"
        verbose_name_plural = "études d’effectif minimal"
        ordering: ClassVar = ["-requested_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state=RunState.DONE)
                | Q(output__isnull=False, output_sha256__regex=r"^[0-9a-f]{64}$"),
                name="done_study_has_output",
                violation_error_message="Une étude terminée a un résultat.",
            ),
            models.UniqueConstraint(
                fields=["lot", "input_sha256", "engine_sha256"],
                name="same_study_once",
                condition=Q(state__in=[RunState.QUEUED, RunState.RUNNING, RunState.DONE]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lot} : {self.get_state_display()}"

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE
