"""The volumes that the buyer specifies: contact types and their weekly profiles."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from ..enums import Channel, Distribution, Language, Level
from .lot import SHARE, Lot

HOURS_OF_WEEK = 168


class WeeklyProfile(models.Model):
    """How the contacts of a week spread over its 168 hours, Monday 0 h first, in local time."""

    lot = models.ForeignKey(Lot, models.CASCADE, related_name="profiles", verbose_name="lot")
    name = models.CharField("nom", max_length=100)
    weights = ArrayField(
        models.DecimalField(max_digits=9, decimal_places=4, validators=[MinValueValidator(0)]),
        size=HOURS_OF_WEEK,
        verbose_name="poids des 168 heures",
    )

    class Meta:
        verbose_name = "profil hebdomadaire"
        verbose_name_plural = "profils hebdomadaires"
        ordering: ClassVar = ["lot", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["lot", "name"], name="profile_name_once"),
            models.CheckConstraint(
                condition=Q(weights__len=HOURS_OF_WEEK),
                name="profile_has_168_hours",
                violation_error_message="Un profil hebdomadaire compte 168 heures.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ContactType(models.Model):
    """One kind of contact: a channel in a language at a level, with its volume and its people's patience."""

    lot = models.ForeignKey(Lot, models.CASCADE, related_name="contact_types", verbose_name="lot")
    code = models.SlugField("code", max_length=40)
    label = models.CharField("libellé", max_length=120)
    position = models.PositiveSmallIntegerField("ordre", default=0)
    channel = models.CharField("canal", max_length=20, choices=Channel.choices, default=Channel.CALL)
    language = models.CharField("langue", max_length=2, choices=Language.choices, default=Language.FR)
    level = models.PositiveSmallIntegerField("niveau", choices=Level.choices, default=Level.ONE)
    annual_volume = models.PositiveIntegerField(
        "volume annuel (contacts)",
        default=0,
        help_text="0 pour un niveau qui ne reçoit que des transferts.",
    )
    profile = models.ForeignKey(
        WeeklyProfile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="contact_types",
        verbose_name="profil hebdomadaire",
    )
    handle_time_minutes = models.DecimalField(
        "durée moyenne de traitement (min)",
        max_digits=6,
        decimal_places=2,
        default=10,
        validators=[MinValueValidator(0)],
    )
    handle_time_cv = models.DecimalField(
        "dispersion de la durée (coefficient de variation)",
        max_digits=4,
        decimal_places=2,
        default=1,
        validators=[MinValueValidator(0)],
    )
    handle_time_distribution = models.CharField(
        "loi de la durée",
        max_length=20,
        choices=Distribution.choices,
        default=Distribution.LOGNORMAL,
    )
    patience_minutes = models.DecimalField(
        "patience moyenne (min)",
        max_digits=6,
        decimal_places=2,
        default=4,
        validators=[MinValueValidator(0)],
    )
    hang_up_at_once_share = models.DecimalField(
        "part qui raccroche aussitôt",
        max_digits=5,
        decimal_places=4,
        default=0,
        validators=SHARE,
    )
    redial_share = models.DecimalField(
        "part qui rappelle après avoir raccroché",
        max_digits=5,
        decimal_places=4,
        default=0,
        validators=SHARE,
    )
    redial_delay_minutes = models.DecimalField(
        "délai moyen avant de rappeler (min)",
        max_digits=7,
        decimal_places=2,
        default=20,
        validators=[MinValueValidator(0)],
    )
    escalates_to = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="escalated_from",
        verbose_name="transféré vers",
    )
    escalation_share = models.DecimalField(
        "part transférée",
        max_digits=5,
        decimal_places=4,
        default=0,
        validators=SHARE,
    )
    chat_concurrency = models.PositiveSmallIntegerField(
        "sessions simultanées par agent",
        default=1,
        validators=[MinValueValidator(1)],
    )
    due_hours = models.DecimalField(
        "à traiter sous (h)",
        max_digits=6,
        decimal_places=1,
        null=True,
        blank=True,
        help_text="Pour un travail différable : rappel, courriel.",
        validators=[MinValueValidator(0)],
    )
    source_note = models.CharField(
        "source",
        max_length=300,
        blank=True,
        help_text="D’où vient ce chiffre ; « hypothèse » s’il est supposé.",
    )

    class Meta:
        verbose_name = "type de contact"
        verbose_name_plural = "types de contact"
        ordering: ClassVar = ["lot", "position", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["lot", "code"], name="contact_type_code_once")
        ]

    def __str__(self) -> str:
        return self.label
