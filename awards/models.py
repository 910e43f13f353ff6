"""Rankings, kept as they were computed."""

from typing import ClassVar

from django.db import models

from accounts.models import User
from tenders.models import Lot

from .abnormally_low.models import Justification, PriceEnquiry  # noqa: F401  # Django looks for models here
from .endings.legal_hold import LegalHold  # noqa: F401
from .endings.models import Award, LotEnding, ResultLetter  # noqa: F401
from .retention.models import PerformanceEnd, RecordsDeletion  # noqa: F401


class RankingQuerySet(models.QuerySet["Ranking"]):
    def last_of_each_lot(self) -> "RankingQuerySet":
        """The one in force for each lot: the last established."""
        return self.order_by("lot_id", "-established_at", "-pk").distinct("lot_id")


class Ranking(models.Model):
    """A ranking of a lot's bids: marks, weights, ranks and what it was computed from; immutable."""

    lot = models.ForeignKey(Lot, models.PROTECT, related_name="rankings", verbose_name="lot")
    established_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rankings",
        verbose_name="établi par",
    )
    established_at = models.DateTimeField("établi le")
    content = models.JSONField("contenu")
    sha256 = models.CharField("empreinte", max_length=64)

    objects = RankingQuerySet.as_manager()

    class Meta:
        verbose_name = "classement"
        verbose_name_plural = "classements"
        ordering: ClassVar = ["-established_at", "-pk"]

    def __str__(self) -> str:
        return f"Classement du {self.lot} au {self.established_at:%d/%m/%Y %H:%M}"
