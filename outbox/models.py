"""What is due, as rows: PostgreSQL says what is to be done, the broker only hints that it is."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from .enums import JobState, Priority


class Job(models.Model):
    """One piece of work, done by whoever holds its lease.

    ``attempt`` is the fencing token: a worker that lost its lease can no longer finish the job.
    """

    kind = models.CharField("nature", max_length=60)
    key = models.CharField("clé", max_length=120, help_text="Le même travail n’est inscrit qu’une fois.")
    arguments = models.JSONField("arguments", default=dict)
    state = models.CharField("état", max_length=10, choices=JobState.choices, default=JobState.DUE)
    attempt = models.PositiveIntegerField("tentative", default=0)
    max_attempts = models.PositiveSmallIntegerField("tentatives permises", default=3)
    priority = models.PositiveSmallIntegerField("priorité", choices=Priority.choices, default=Priority.PROMPT)
    lease_seconds = models.PositiveIntegerField("durée du bail (s)", default=60)
    available_at = models.DateTimeField("à partir de")
    leased_until = models.DateTimeField("bail jusqu’à", null=True, blank=True)
    created_at = models.DateTimeField("inscrit le")
    finished_at = models.DateTimeField("fini le", null=True, blank=True)
    last_error = models.TextField("dernière erreur", blank=True)

    class Meta:
        verbose_name = "travail"
        verbose_name_plural = "travaux"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "key"], name="job_once"),
            models.CheckConstraint(
                condition=Q(state=JobState.LEASED) ^ Q(leased_until__isnull=True),
                name="job_lease_ties_state",
                violation_error_message="Un travail en cours a un bail, et lui seul.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[JobState.DUE, JobState.LEASED], finished_at__isnull=True)
                | Q(
                    state__in=[JobState.DONE, JobState.FAILED, JobState.CANCELLED], finished_at__isnull=False
                ),
                name="job_end_ties_state",
                violation_error_message="Un travail fini a une date de fin, et lui seul.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["priority", "available_at"],
                condition=Q(state__in=[JobState.DUE, JobState.LEASED]),
                name="job_due",
            ),
            models.Index(fields=["kind", "key"], condition=Q(state=JobState.FAILED), name="job_failed"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} ({self.get_state_display()})"
