"""Findings: what each rule established on a bid, never changed afterwards."""

from typing import ClassVar

from django.db import models

from bids.models import Bid

from .enums import Result


class Finding(models.Model):
    """One rule's finding: facts, code, result and article, as they were at that moment."""

    bid = models.ForeignKey(Bid, models.PROTECT, related_name="findings", verbose_name="offre")
    rule = models.CharField("règle", max_length=60)
    rule_version = models.PositiveSmallIntegerField("version de la règle")
    code = models.CharField("code", max_length=60)
    result = models.CharField("résultat", max_length=20, choices=Result.choices)
    article = models.CharField("article", max_length=100)
    facts = models.JSONField("faits")
    established_at = models.DateTimeField("établi le")

    class Meta:
        verbose_name = "constat"
        verbose_name_plural = "constats"
        ordering: ClassVar = ["bid", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bid", "rule", "rule_version"], name="one_finding_per_rule"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} : {self.get_result_display()}"
