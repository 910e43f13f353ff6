"""The ESS reservation, the subcontracting rules and the essential tasks of a lot."""

from typing import ClassVar

from django.db import models

from ..enums import Channel, EssScope, Language, Level, scope_words
from .lot import SHARE, Lot


class EssClause(models.Model):
    """Reservation to the social and solidarity economy (L. 2113-15 and L. 2113-16)."""

    lot = models.OneToOneField(Lot, models.CASCADE, related_name="ess_clause", verbose_name="lot")
    reserved = models.BooleanField("lot réservé aux entreprises de l’ESS", default=False)
    scope = models.CharField(
        "qui doit avoir la qualité ESS",
        max_length=20,
        choices=EssScope.choices,
        default=EssScope.ALL_MEMBERS,
    )

    class Meta:
        verbose_name = "clause de réservation ESS"
        verbose_name_plural = "clauses de réservation ESS"

    def __str__(self) -> str:
        return "Réservé à l’ESS" if self.reserved else "Non réservé"


class SubcontractingRule(models.Model):
    """Whether a part may be subcontracted (L. 2193-1 to L. 2193-3)."""

    lot = models.OneToOneField(Lot, models.CASCADE, related_name="subcontracting_rule", verbose_name="lot")
    allowed = models.BooleanField("sous-traitance admise pour une partie des prestations", default=True)
    maximum_share = models.DecimalField(
        "part maximale du montant",
        max_digits=5,
        decimal_places=4,
        null=True,
        blank=True,
        validators=SHARE,
    )

    class Meta:
        verbose_name = "règle de sous-traitance"
        verbose_name_plural = "règles de sous-traitance"

    def __str__(self) -> str:
        return "Sous-traitance partielle admise" if self.allowed else "Sous-traitance exclue"


class EssentialTask(models.Model):
    """A task that the contractor must do itself (L. 2193-3, al. 2); an empty scope means all."""

    lot = models.ForeignKey(Lot, models.CASCADE, related_name="essential_tasks", verbose_name="lot")
    label = models.CharField("tâche essentielle", max_length=200)
    channel = models.CharField("canal", max_length=20, choices=Channel.choices, blank=True)
    language = models.CharField("langue", max_length=2, choices=Language.choices, blank=True)
    level = models.PositiveSmallIntegerField("niveau", choices=Level.choices, null=True, blank=True)

    class Meta:
        verbose_name = "tâche essentielle"
        verbose_name_plural = "tâches essentielles"
        ordering: ClassVar = ["lot", "pk"]

    def __str__(self) -> str:
        return self.label

    def scope_label(self) -> str:
        return scope_words(self.channel, self.language, self.level)
