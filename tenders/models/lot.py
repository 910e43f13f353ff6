"""The lot: what is awarded."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from .cpv import CpvCode
from .tender import Tender

SHARE = [MinValueValidator(0), MaxValueValidator(1)]


def even_months() -> list[str]:
    return ["1"] * 12


class Lot(models.Model):
    """One lot and the calendar of its volumes."""

    tender = models.ForeignKey(Tender, models.CASCADE, related_name="lots", verbose_name="consultation")
    number = models.PositiveSmallIntegerField("numéro")
    title = models.CharField("intitulé", max_length=300)
    description = models.TextField("description", blank=True)
    main_cpv = models.ForeignKey(
        CpvCode,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="lots",
        verbose_name="code CPV principal",
    )
    estimated_value_eur = models.DecimalField(
        "valeur estimée du lot (€ HT)",
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    minimum_turnover_eur = models.DecimalField(
        "chiffre d’affaires annuel minimal (€)",
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    minimum_turnover_reason = models.TextField("justification d’un chiffre d’affaires plus élevé", blank=True)
    month_weights = ArrayField(
        models.DecimalField(max_digits=6, decimal_places=3, validators=[MinValueValidator(0)]),
        size=12,
        default=even_months,
        verbose_name="poids des mois (janvier à décembre)",
    )
    holiday_multiplier = models.DecimalField(
        "multiplicateur des jours fériés",
        max_digits=5,
        decimal_places=2,
        default=1,
        validators=[MinValueValidator(0)],
    )
    event_days = models.PositiveSmallIntegerField("jours d’événement par an", default=0)
    event_multiplier = models.DecimalField(
        "multiplicateur des jours d’événement",
        max_digits=5,
        decimal_places=2,
        default=1,
        validators=[MinValueValidator(0)],
    )
    yearly_volume_cv = models.DecimalField(
        "incertitude du volume annuel (coefficient de variation)",
        max_digits=4,
        decimal_places=3,
        default=0,
        validators=SHARE,
    )
    weekly_volume_cv = models.DecimalField(
        "incertitude du volume hebdomadaire (coefficient de variation)",
        max_digits=4,
        decimal_places=3,
        default=0,
        validators=SHARE,
    )

    class Meta:
        verbose_name = "lot"
        verbose_name_plural = "lots"
        ordering: ClassVar = ["tender", "number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["tender", "number"], name="lot_number_once")]

    def __str__(self) -> str:
        return f"Lot {self.number} — {self.title}"
