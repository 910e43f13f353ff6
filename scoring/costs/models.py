"""The dated parameters of the cost floor: national values, and those that a buyer sets for itself."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from accounts.models import Organisation, User
from scoring.engine.labour_rates import MEANING, Rate, RateKind, RateUnit
from ui.formatting import euros, nombre, pourcent

KINDS = [(kind.value, MEANING[kind]) for kind in RateKind]
NOT_NEGATIVE = [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(1000))]


class LabourRateQuerySet(models.QuerySet["LabourRate"]):
    def of_buyer(self, buyer: Organisation | int) -> "LabourRateQuerySet":
        """The national values and the buyer's own, the most recent first."""
        known = self.filter(Q(buyer__isnull=True) | Q(buyer=buyer))
        return known.select_related("entered_by").order_by("-applies_from", "-entered_at", "-pk")

    def in_force(self, buyer: Organisation | int, day: date) -> dict[RateKind, "LabourRate"]:
        """One value a kind: the buyer's latest; without any in force on the day, the latest national one.

        Of two values of the same day, the last entered: that is how a value is corrected.
        """
        found: dict[RateKind, LabourRate] = {}
        for row in self.of_buyer(buyer).filter(applies_from__lte=day):
            held = found.get(RateKind(row.kind))
            if held is None or (held.is_national and not row.is_national):
                found[RateKind(row.kind)] = row
        return {kind: found[kind] for kind in RateKind if kind in found}


class LabourRate(models.Model):
    """One value of one parameter from a day on; the table only grows."""

    buyer = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="labour_rates",
        verbose_name="acheteur (aucun : valeur nationale)",
    )
    kind = models.CharField("paramètre", max_length=30, choices=KINDS)
    value = models.DecimalField("valeur basse", max_digits=9, decimal_places=5, validators=NOT_NEGATIVE)
    value_high = models.DecimalField("valeur haute", max_digits=9, decimal_places=5, validators=NOT_NEGATIVE)
    applies_from = models.DateField("en vigueur depuis")
    source = models.TextField("source")
    to_verify = models.BooleanField("à vérifier", default=True)
    reason = models.TextField("raison de la saisie")
    entered_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="labour_rates",
        verbose_name="saisi par",
    )
    entered_at = models.DateTimeField("saisi le")

    objects = LabourRateQuerySet.as_manager()

    class Meta:
        app_label = "scoring"
        verbose_name = "paramètre de coût"
        verbose_name_plural = "paramètres de coût"
        ordering: ClassVar = ["kind", "-applies_from", "-entered_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(value_high__gte=F("value")),
                name="rate_high_not_under_low",
                violation_error_message="La valeur haute n’est pas inférieure à la valeur basse.",
            ),
            models.CheckConstraint(
                condition=Q(buyer__isnull=True) | Q(entered_by__isnull=False),
                name="own_rate_has_author",
                violation_error_message="Une valeur propre à un acheteur a un auteur.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} : {self.shown}"

    @property
    def is_national(self) -> bool:
        return self.buyer_id is None

    @property
    def shown(self) -> str:
        """« 12,02 € » when certain, « de 4,00 % à 25,00 % » when not."""
        low, high = (in_words(RateKind(self.kind), value) for value in (self.value, self.value_high))
        return low if low == high else f"de {low} à {high}"

    def as_rate(self) -> Rate:
        return Rate(
            kind=RateKind(self.kind),
            value=self.value,
            value_high=self.value_high,
            applies_from=self.applies_from,
            source=self.source,
            to_verify=self.to_verify,
        )


def in_words(kind: RateKind, value: Decimal) -> str:
    """With its unit: « 12,02 € », « 25 % », « 1,75 »; no decimal that says nothing but those of euros."""
    if kind.unit is RateUnit.EUR_PER_HOUR:
        return euros(value)
    if kind.unit is RateUnit.SHARE:
        return pourcent(value, min(decimals_of(value * 100), 3))
    return nombre(value, decimals_of(value))


def decimals_of(value: Decimal) -> int:
    """How many are needed to write it whole."""
    return max(0, -int(value.normalize().as_tuple().exponent))
