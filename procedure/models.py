"""What the conductor remembers: the moments whose hour came, each told once."""

from typing import ClassVar

from django.db import models

from tenders.models import Tender


class LastLook(models.Model):
    """When the conductor last looked at a consultation, and when time alone makes it look again.

    next_at: None when no moment is to come. sequence: the last event of the consultation then written.
    """

    tender = models.OneToOneField(
        Tender, models.PROTECT, primary_key=True, related_name="last_look", verbose_name="consultation"
    )
    at = models.DateTimeField("regardée le")
    next_at = models.DateTimeField("prochaine échéance", null=True, blank=True)
    sequence = models.PositiveBigIntegerField("dernier événement lu")

    class Meta:
        verbose_name = "dernier passage"
        verbose_name_plural = "derniers passages"

    def __str__(self) -> str:
        return f"{self.tender.reference}, {self.at:%d/%m/%Y %H:%M}"


class ReachedMoment(models.Model):
    """A moment of a consultation whose hour came, or whose limit came near; a moved date is another one.

    lot: its number, 0 for the whole consultation. key: tells moments of one name apart.
    """

    tender = models.ForeignKey(
        Tender, models.PROTECT, related_name="reached_moments", verbose_name="consultation"
    )
    lot = models.PositiveSmallIntegerField("lot", default=0)
    name = models.CharField("moment", max_length=40)
    key = models.CharField("précision", max_length=40, blank=True)
    is_reminder = models.BooleanField("rappel avant l’échéance", default=False)
    due_at = models.DateTimeField("échéance")
    recorded_at = models.DateTimeField("constatée le")

    class Meta:
        verbose_name = "échéance atteinte"
        verbose_name_plural = "échéances atteintes"
        ordering: ClassVar = ["due_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tender", "lot", "name", "key", "is_reminder", "due_at"], name="moment_told_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.tender.reference} : {self.name}, {self.due_at:%d/%m/%Y %H:%M}"
