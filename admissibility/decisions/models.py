"""The decisions on a bid or on a late submission: a history that only grows, of which the newest counts."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import User
from bids.models import Bid, Submission

from .enums import DecisionKind


class DecisionQuerySet(models.QuerySet["AdmissibilityDecision"]):
    def current(self) -> "DecisionQuerySet":
        """The newest of each bid and of each late submission."""
        return self.order_by("submission_id", "bid_id", "-version").distinct("submission_id", "bid_id")

    def of_bids(self, bids: Iterable[int]) -> dict[int, "AdmissibilityDecision"]:
        """The current ones, by the id of the bid."""
        return {one.bid_id: one for one in self.filter(bid__in=bids).current() if one.bid_id is not None}


class AdmissibilityDecision(models.Model):
    """One decision; ``version`` counts those of the same bid from 1.

    file_sha256: fingerprint of the file that the officer saw (findings, regularisation, former decision).
    """

    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="admissibility_decisions", verbose_name="pli"
    )
    bid = models.ForeignKey(
        Bid,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="admissibility_decisions",
        verbose_name="offre",
    )
    version = models.PositiveIntegerField("version")
    kind = models.CharField("décision", max_length=30, choices=DecisionKind.choices)
    article = models.CharField("article", max_length=100)
    reason = models.TextField("motifs")
    bidder_was_heard = models.BooleanField("le candidat a été entendu (L. 2141-11)", default=False)
    file_sha256 = models.CharField("empreinte du dossier vu", max_length=64)
    decided_by = models.ForeignKey(
        User, models.PROTECT, related_name="admissibility_decisions", verbose_name="décidée par"
    )
    decided_at = models.DateTimeField("décidée le")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        app_label = "admissibility"
        verbose_name = "décision de recevabilité"
        verbose_name_plural = "décisions de recevabilité"
        ordering: ClassVar = ["submission", "bid", "version"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["submission", "bid", "version"],
                name="one_decision_per_version",
                nulls_distinct=False,
                violation_error_message="Une autre décision a été prise entre-temps.",
            ),
            models.CheckConstraint(
                condition=Q(kind=DecisionKind.LATE) ^ Q(bid__isnull=False),
                name="late_decision_has_no_bid",
                violation_error_message="Un pli hors délai n’a pas d’offre ouverte, et lui seul.",
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(article=""),
                name="decision_has_reasons",
                violation_error_message="Une décision a des motifs et un article.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.decided_at:%d/%m/%Y %H:%M}"

    @property
    def is_adverse(self) -> bool:
        return self.kind != DecisionKind.ADMISSIBLE
