"""What the conductor remembers: the moments whose hour came, each told once."""

from typing import ClassVar

from django.db import models

from tenders.models import Tender


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
