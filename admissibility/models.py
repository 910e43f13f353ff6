"""Findings: what each rule established on a bid or on a late submission, never changed afterwards."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bids.models import Bid, Submission

from .decisions.models import AdmissibilityDecision  # noqa: F401  # Django looks for models here
from .enums import Result
from .regularisation.models import (  # noqa: F401
    RegularisationAnswer,
    RegularisationFile,
    RegularisationPoint,
    RegularisationRound,
)


class FindingQuerySet(models.QuerySet["Finding"]):
    def newest(self) -> "FindingQuerySet":
        """Of each bid or submission and rule, what its newest version says."""
        keys = ("bid_id", "submission_id", "rule")
        return self.order_by(*keys, "-rule_version").distinct(*keys)


class Finding(models.Model):
    """One rule's finding: facts, code, result and article, as they were at that moment.

    On a bid, or on a submission that stays closed because it came late.
    """

    bid = models.ForeignKey(
        Bid, models.PROTECT, null=True, blank=True, related_name="findings", verbose_name="offre"
    )
    submission = models.ForeignKey(
        Submission, models.PROTECT, null=True, blank=True, related_name="findings", verbose_name="pli"
    )
    rule = models.CharField("règle", max_length=60)
    rule_version = models.PositiveSmallIntegerField("version de la règle")
    code = models.CharField("code", max_length=60)
    result = models.CharField("résultat", max_length=20, choices=Result.choices)
    article = models.CharField("article", max_length=100)
    facts = models.JSONField("faits")
    established_at = models.DateTimeField("établi le")

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = "constat"
        verbose_name_plural = "constats"
        ordering: ClassVar = ["bid", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bid", "rule", "rule_version"], name="one_finding_per_rule"),
            models.UniqueConstraint(
                fields=["submission", "rule", "rule_version"], name="one_finding_per_rule_and_submission"
            ),
            models.CheckConstraint(
                condition=Q(bid__isnull=True) ^ Q(submission__isnull=True),
                name="finding_has_one_subject",
                violation_error_message="Un constat porte sur une offre, ou sur un pli resté fermé.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} : {self.get_result_display()}"
