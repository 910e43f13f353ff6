"""The end of a contract's performance, and the decision to destroy what need not be kept any more."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tenders.models import Tender

from ..abnormally_low.models import by
from ..endings.models import Award


class PerformanceEnd(models.Model):
    """The last day of a contract, from which its own papers are kept (R. 2184-13); written once."""

    award = models.OneToOneField(
        Award, models.PROTECT, related_name="performance_end", verbose_name="attribution"
    )
    ended_on = models.DateField("fin d’exécution")
    recorded_at = models.DateTimeField("inscrite le")
    recorded_by = by("inscrite par", "performance_ends", optional=False)

    class Meta:
        app_label = "awards"
        verbose_name = "fin d’exécution d’un marché"
        verbose_name_plural = "fins d’exécution des marchés"

    def __str__(self) -> str:
        return f"{self.award} : {self.ended_on:%d/%m/%Y}"


class RecordsDeletion(models.Model):
    """The decision to destroy the files of the bids that were not chosen; receipts and journal stay."""

    tender = models.OneToOneField(
        Tender, models.PROTECT, related_name="records_deletion", verbose_name="consultation"
    )
    kept_until = models.DateField("conservation jusqu’au")
    archives_visa = models.CharField("référence du visa d’élimination", max_length=200)
    reason = models.TextField("motifs")
    files = models.JSONField("fichiers détruits")
    decided_at = models.DateTimeField("décidée le")
    decided_by = by("décidée par", "records_deletions", optional=False)

    class Meta:
        app_label = "awards"
        verbose_name = "destruction de pièces"
        verbose_name_plural = "destructions de pièces"
        ordering: ClassVar = ["decided_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decided_at__date__gt=F("kept_until")) & ~Q(archives_visa="") & ~Q(reason=""),
                name="destruction_after_retention",
                violation_error_message="Rien ne se détruit avant le terme, sans visa ni motif.",
            )
        ]

    def __str__(self) -> str:
        return f"Destruction des pièces de {self.tender.reference}"
