"""What a consultation said each time it was published."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import User

from ..enums import VersionKind
from .tender import Tender


class VersionQuerySet(models.QuerySet["TenderVersion"]):
    def naming(self, fingerprint: str) -> "VersionQuerySet":
        """The versions with this content: several when only the deadline was put off between them."""
        return self.filter(fingerprint=fingerprint)


class TenderVersion(models.Model):
    """One publication: the whole content with its fingerprint, and the deadline; it never changes.

    ``questions_close_at``: until when questions were received under it; unknown for the oldest ones.
    ``acknowledged``: codes of the warnings that its author read and published in spite of.
    ``written_in``: number of the transaction, set by PostgreSQL, which lets that one change the consultation.
    """

    tender = models.ForeignKey(Tender, models.PROTECT, related_name="versions", verbose_name="consultation")
    number = models.PositiveSmallIntegerField("numéro")
    kind = models.CharField("nature", max_length=12, choices=VersionKind.choices)
    content = models.JSONField("contenu")
    fingerprint = models.CharField("empreinte", max_length=64)
    deadline_at = models.DateTimeField("date limite de remise des offres")
    questions_close_at = models.DateTimeField("questions jusqu’au", null=True, blank=True)
    published_at = models.DateTimeField("publiée le")
    published_by = models.ForeignKey(
        User, models.PROTECT, related_name="published_versions", verbose_name="publiée par"
    )
    reason = models.TextField("motif", blank=True)
    acknowledged = models.JSONField("avertissements assumés", default=list, blank=True)
    written_in = models.BigIntegerField("transaction", default=0)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = "version d’une consultation"
        verbose_name_plural = "versions des consultations"
        ordering: ClassVar = ["tender", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tender", "number"], name="version_number_once"),
            models.CheckConstraint(
                condition=Q(number=1, kind=VersionKind.INITIAL)
                | Q(number__gt=1) & ~Q(kind=VersionKind.INITIAL) & ~Q(reason=""),
                name="later_version_has_reason",
                violation_error_message="Une version postérieure à la première a un motif.",
            ),
            models.CheckConstraint(
                condition=Q(deadline_at__gt=models.F("published_at")),
                name="version_published_before_deadline",
                violation_error_message="Une version se publie avant la date limite.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tender.reference}, version {self.number}"

    @property
    def number_text(self) -> str:
        return str(self.number)
