"""Minimum requirements, award criteria and the price lines."""

from decimal import Decimal
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from ..enums import Channel, CriterionKind, Language, Level, Measure, ScoringMethod, scope_words
from .lot import SHARE, Lot
from .workload import ContactType

WEIGHT = [MinValueValidator(0), MaxValueValidator(100)]


class Scoped(models.Model):
    """A measure of capacity and the contacts it looks at; an empty scope means all of them."""

    measure = models.CharField("mesure", max_length=20, choices=Measure.choices, blank=True)
    channel = models.CharField("canal", max_length=20, choices=Channel.choices, blank=True)
    language = models.CharField("langue", max_length=2, choices=Language.choices, blank=True)
    level = models.PositiveSmallIntegerField("niveau", choices=Level.choices, null=True, blank=True)
    within_seconds = models.PositiveIntegerField("délai (s)", null=True, blank=True)

    class Meta:
        abstract = True

    def scope_label(self) -> str:
        """Return the scope in words: « Appels, Anglais », or « tous les contacts »."""
        return scope_words(self.channel, self.language, self.level)


class MinimumRequirement(Scoped):
    """A condition that an offer holds or not; never graded as well (TA Dijon, 11 July 2025, n° 2501824)."""

    lot = models.ForeignKey(Lot, models.CASCADE, related_name="requirements", verbose_name="lot")
    position = models.PositiveSmallIntegerField("ordre", default=0)
    label = models.CharField("libellé", max_length=200)
    threshold_share = models.DecimalField(
        "seuil",
        max_digits=5,
        decimal_places=4,
        null=True,
        blank=True,
        validators=SHARE,
        help_text="Part minimale ; sans objet pour les heures sans personne.",
    )

    class Meta:
        verbose_name = "exigence minimale"
        verbose_name_plural = "exigences minimales"
        ordering: ClassVar = ["lot", "position"]

    def __str__(self) -> str:
        return self.label


class Criterion(Scoped):
    """An award criterion with its weight and its method (R. 2152-7, R. 2152-11)."""

    lot = models.ForeignKey(Lot, models.CASCADE, related_name="criteria", verbose_name="lot")
    position = models.PositiveSmallIntegerField("ordre", default=0)
    kind = models.CharField("nature", max_length=20, choices=CriterionKind.choices)
    name = models.CharField("intitulé", max_length=200)
    weight = models.DecimalField("poids (%)", max_digits=5, decimal_places=2, validators=WEIGHT)
    method = models.CharField("méthode de notation", max_length=20, choices=ScoringMethod.choices)
    floor_share = models.DecimalField(
        "seuil noté 0",
        max_digits=5,
        decimal_places=4,
        null=True,
        blank=True,
        validators=SHARE,
    )
    target_share = models.DecimalField(
        "objectif noté au maximum",
        max_digits=5,
        decimal_places=4,
        null=True,
        blank=True,
        validators=SHARE,
    )

    class Meta:
        verbose_name = "critère d’attribution"
        verbose_name_plural = "critères d’attribution"
        ordering: ClassVar = ["lot", "position"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(method=ScoringMethod.LINEAR_MEASURE)
                | Q(floor_share__isnull=True)
                | Q(target_share__isnull=True)
                | Q(floor_share__lt=models.F("target_share")),
                name="criterion_floor_below_target",
                violation_error_message="Le seuil noté 0 est inférieur à l’objectif.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.weight} %)"


class SubCriterion(models.Model):
    """A published part of a criterion (CE, 18 June 2010, Saint-Pal-de-Mons, n° 337377)."""

    criterion = models.ForeignKey(
        Criterion, models.CASCADE, related_name="sub_criteria", verbose_name="critère"
    )
    position = models.PositiveSmallIntegerField("ordre", default=0)
    name = models.CharField("intitulé", max_length=200)
    weight = models.DecimalField(
        "poids dans le critère (%)", max_digits=5, decimal_places=2, validators=WEIGHT
    )

    class Meta:
        verbose_name = "sous-critère"
        verbose_name_plural = "sous-critères"
        ordering: ClassVar = ["criterion", "position"]

    def __str__(self) -> str:
        return f"{self.name} ({self.weight} %)"


class PriceLine(models.Model):
    """A line of the price schedule with the quantity at which bids are compared (BPU and DQE)."""

    lot = models.ForeignKey(Lot, models.CASCADE, related_name="price_lines", verbose_name="lot")
    position = models.PositiveSmallIntegerField("ordre", default=0)
    code = models.SlugField("code", max_length=40)
    label = models.CharField("désignation", max_length=200)
    unit = models.CharField("unité", max_length=60)
    quantity = models.DecimalField(
        "quantité estimée (sur toute la durée)",
        max_digits=14,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01"))],
    )
    contact_type = models.ForeignKey(
        ContactType,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="price_lines",
        verbose_name="type de contact",
    )

    class Meta:
        verbose_name = "ligne de prix"
        verbose_name_plural = "lignes de prix"
        ordering: ClassVar = ["lot", "position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["lot", "code"], name="price_line_code_once")]

    def __str__(self) -> str:
        return self.label
