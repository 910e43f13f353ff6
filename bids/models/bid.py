"""The bid: what was in an opened submission, for one lot."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import Organisation
from tenders.models import Lot

from ..enums import BidState
from ..workbook.content import BidContent
from .submission import Submission


class BidQuerySet(models.QuerySet["Bid"]):
    def readable(self) -> "BidQuerySet":
        return self.filter(state=BidState.READ)


class Bid(models.Model):
    """An offer for one lot; exists only once its submission was opened."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="bids", verbose_name="pli")
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="bids", verbose_name="lot")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="bids",
        verbose_name="soumissionnaire",
    )
    state = models.CharField("état", max_length=12, choices=BidState.choices, default=BidState.OPENED)
    created_at = models.DateTimeField("ouverte le")
    read_at = models.DateTimeField("lue le", null=True, blank=True)
    content = models.JSONField("contenu lu", null=True, blank=True)
    issues = models.JSONField("remarques de lecture", default=list, blank=True)
    total_price_eur = models.DecimalField(
        "prix total (€ HT)",
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
    )

    objects = BidQuerySet.as_manager()

    class Meta:
        verbose_name = "offre"
        verbose_name_plural = "offres"
        ordering: ClassVar = ["lot", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "lot"], name="one_bid_per_lot"),
            models.CheckConstraint(
                condition=~Q(state=BidState.READ) | Q(content__isnull=False, total_price_eur__isnull=False),
                name="read_bid_has_content",
                violation_error_message="Une offre lue a un contenu et un prix.",
            ),
        ]

    def __str__(self) -> str:
        return f"Offre de {self.organisation} pour le {self.lot}"

    def read_content(self) -> BidContent:
        """Return what was read in the workbook; ValueError while it is unread."""
        if self.content is None:
            raise ValueError("the bid has not been read")
        return BidContent.from_dict(self.content)
