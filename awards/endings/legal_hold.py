"""The référé précontractuel: no signature from its filing to the notification of the judge's decision.

Code de justice administrative, L. 551-1 and L. 551-4. It may come while bids are still being prepared.
"""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tenders.models import Lot, Tender

from ..abnormally_low.models import by
from .enums import HoldOutcome


class HoldQuerySet(models.QuerySet["LegalHold"]):
    def running(self) -> "HoldQuerySet":
        return self.filter(lifted_at__isnull=True)

    def of_lot(self, lot: Lot) -> "HoldQuerySet":
        """Those of the lot itself, and those of the whole consultation."""
        return self.filter(Q(lot=lot) | Q(lot__isnull=True, tender=lot.tender_id))


class LegalHold(models.Model):
    """A référé: filed, then lifted once. lot: None when it bears on the whole consultation."""

    tender = models.ForeignKey(Tender, models.PROTECT, related_name="holds", verbose_name="consultation")
    lot = models.ForeignKey(
        Lot, models.PROTECT, null=True, blank=True, related_name="holds", verbose_name="lot"
    )
    court = models.CharField("juridiction", max_length=200)
    docket = models.CharField("numéro de l’instance", max_length=60, blank=True)
    claimant = models.CharField("requérant", max_length=200, blank=True)
    filed_at = models.DateTimeField("requête enregistrée le")
    is_public = models.BooleanField("annoncé sur la page publique", default=False)
    recorded_at = models.DateTimeField("inscrit le")
    recorded_by = by("inscrit par", "holds_recorded", optional=False)
    outcome = models.CharField("issue", max_length=20, choices=HoldOutcome.choices, blank=True)
    lift_reason = models.TextField("dispositif ou motifs", blank=True)
    lifted_at = models.DateTimeField("décision notifiée à l’acheteur le", null=True, blank=True)
    lift_recorded_at = models.DateTimeField("levée inscrite le", null=True, blank=True)
    lifted_by = by("levée inscrite par", "holds_lifted")

    objects = HoldQuerySet.as_manager()

    class Meta:
        app_label = "awards"
        verbose_name = "référé précontractuel"
        verbose_name_plural = "référés précontractuels"
        ordering: ClassVar = ["filed_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(court="") & Q(recorded_at__gte=F("filed_at")),
                name="hold_has_court",
                violation_error_message="Un référé a une juridiction, et il est déposé avant d’être inscrit.",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, outcome="", lift_reason="", lifted_by__isnull=True)
                | Q(
                    lifted_at__gte=F("filed_at"),
                    lift_recorded_at__gte=F("lifted_at"),
                    lifted_by__isnull=False,
                )
                & ~Q(outcome="")
                & ~Q(lift_reason=""),
                name="lifted_hold_has_outcome",
                violation_error_message="La levée d’un référé a une issue, une date, un auteur et un motif.",
            ),
        ]

    def __str__(self) -> str:
        return f"Référé du {self.filed_at:%d/%m/%Y} ({self.court})"

    def runs_at(self, moment: datetime) -> bool:
        """May nothing be signed at that moment because of it?"""
        return self.filed_at <= moment and (self.lifted_at is None or moment < self.lifted_at)
