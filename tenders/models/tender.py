"""The consultation: the whole competition."""

from datetime import datetime
from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from accounts.models import Organisation, User

from ..enums import ProcedureKind, TenderState
from ..text import folded
from .obligations import Obligations
from .procedure import ProcedureChoice

ONGOING = [
    TenderState.PUBLISHED,
    TenderState.OPENED,
    TenderState.RANKED,
    TenderState.ABANDONED,
    TenderState.UNSUCCESSFUL,
    TenderState.AWARDED,
]


class TenderQuerySet(models.QuerySet["Tender"]):
    def public(self) -> "TenderQuerySet":
        """What anyone may see: all that was published, whatever became of it."""
        return self.filter(state__in=ONGOING)

    def open_at(self, now: datetime) -> "TenderQuerySet":
        """Published, and bids may still be deposited in time."""
        return self.filter(state=TenderState.PUBLISHED, deadline_at__gt=now)

    def closed_at(self, now: datetime) -> "TenderQuerySet":
        """Published, and no bid can be deposited in time any more."""
        return self.public().exclude(state=TenderState.PUBLISHED, deadline_at__gt=now)

    def matching(self, words: str) -> "TenderQuerySet":
        """Published, with every word in the title, object, buyer, lots, CPV labels or reference."""
        found = self
        for word in folded(words).split():
            found = found.filter(search_text__contains=word)
        return found

    def in_files(self, *, drafting: list[Organisation], reading: list[Organisation]) -> "TenderQuerySet":
        """What the buyers' people find in their list: drafts are for those who write them."""
        written = ~Q(state=TenderState.DRAFT) | Q(buyer__in=drafting)
        return self.of_buyers(reading).filter(written, amends__isnull=True)

    def of_buyers(self, buyers: list[Organisation]) -> "TenderQuerySet":
        return self.filter(buyer__in=buyers).exclude(state=TenderState.DISCARDED)


class Tender(ProcedureChoice, Obligations):
    """A consultation, from its draft to its end."""

    reference = models.CharField("référence", max_length=40, unique=True)
    buyer = models.ForeignKey(Organisation, models.PROTECT, related_name="tenders", verbose_name="acheteur")
    created_by = models.ForeignKey(User, models.PROTECT, related_name="tenders", verbose_name="rédigée par")
    state = models.CharField("état", max_length=20, choices=TenderState.choices, default=TenderState.DRAFT)
    title = models.CharField("intitulé", max_length=300)
    description = models.TextField("objet", blank=True)
    procedure = models.CharField(
        "procédure",
        max_length=20,
        choices=ProcedureKind.choices,
        default=ProcedureKind.ADAPTED,
    )
    starts_on = models.DateField("début du service", null=True, blank=True)
    duration_months = models.PositiveSmallIntegerField(
        "durée (mois)",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
    )
    estimated_value_eur = models.DecimalField(
        "valeur estimée (€ HT)",
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    budget_eur = models.DecimalField(
        "crédits budgétaires alloués (€ HT)",
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    budget_fixed_on = models.DateField("crédits fixés le", null=True, blank=True)
    deadline_at = models.DateTimeField("date limite de remise des offres", null=True, blank=True)
    questions_due_at = models.DateTimeField("questions jusqu’au", null=True, blank=True)
    is_fictitious = models.BooleanField("fictive", default=False)
    created_at = models.DateTimeField("créée le")
    saved_at = models.DateTimeField("enregistrée le")
    published_at = models.DateTimeField("publiée le", null=True, blank=True)
    discarded_at = models.DateTimeField("abandonnée le", null=True, blank=True)
    opened_at = models.DateTimeField("plis ouverts le", null=True, blank=True)
    ranked_at = models.DateTimeField("classée le", null=True, blank=True)
    abandoned_at = models.DateTimeField("déclarée sans suite le", null=True, blank=True)
    abandonment_reason = models.TextField("motif de la déclaration sans suite", blank=True)
    amends = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="working_copies",
        verbose_name="copie de travail de",
    )
    amends_version = models.PositiveSmallIntegerField("à partir de la version", null=True, blank=True)
    concluded_at = models.DateTimeField("terminée le", null=True, blank=True)
    frozen_content = models.JSONField("contenu figé à la publication", null=True, blank=True)
    fingerprint = models.CharField("empreinte", max_length=64, blank=True)
    search_text = models.TextField(
        "texte de recherche",
        blank=True,
        help_text="Ce qui est publié, sans accents ni majuscules.",
    )

    objects = TenderQuerySet.as_manager()

    class Meta:
        verbose_name = "consultation"
        verbose_name_plural = "consultations"
        ordering: ClassVar = ["-created_at"]
        indexes: ClassVar = [
            GinIndex(fields=["search_text"], name="tender_search", opclasses=["gin_trgm_ops"])
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["amends"],
                condition=Q(state=TenderState.DRAFT),
                name="one_amendment_at_a_time",
                violation_error_message="Une modification de cette consultation est déjà en préparation.",
            ),
            models.CheckConstraint(
                condition=Q(amends__isnull=True) | Q(state__in=[TenderState.DRAFT, TenderState.DISCARDED]),
                name="working_copy_is_never_published",
                violation_error_message="Une copie de travail ne se publie pas.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[TenderState.DRAFT, TenderState.DISCARDED])
                | Q(
                    published_at__isnull=False,
                    deadline_at__isnull=False,
                    fingerprint__regex=r"^[0-9a-f]{64}$",
                ),
                name="published_tender_is_frozen",
                violation_error_message="Une consultation publiée a une date limite et une empreinte.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[TenderState.OPENED, TenderState.RANKED]) | Q(opened_at__isnull=False),
                name="opened_tender_has_moment",
                violation_error_message="Une consultation dont les plis sont ouverts a une date d’ouverture.",
            ),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True) | Q(opened_at__gt=models.F("deadline_at")),
                name="opened_after_deadline",
                violation_error_message="Les plis ne s’ouvrent qu’après la date limite (R. 2132-9).",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[TenderState.DRAFT, TenderState.DISCARDED])
                | Q(questions_due_at__isnull=True)
                | Q(questions_due_at__lt=models.F("deadline_at")),
                name="questions_end_before_deadline",
                violation_error_message="Les questions s’arrêtent avant la date limite de remise des offres.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} — {self.title}"

    @property
    def is_draft(self) -> bool:
        return self.state == TenderState.DRAFT

    @property
    def is_working_copy(self) -> bool:
        """Is it the hidden copy in which an amendment of a published consultation is prepared?"""
        return self.amends_id is not None

    @property
    def applied_procedure(self) -> ProcedureKind:
        """The procedure whose rules apply: a formal one that an adapted one follows, entirely (R. 2123-6)."""
        followed = self.followed_procedure if self.procedure == ProcedureKind.ADAPTED else ""
        return ProcedureKind(followed or self.procedure)

    @property
    def is_opened(self) -> bool:
        """Have the bids been opened? Before that nobody reads them, whatever their role."""
        return self.opened_at is not None

    def accepts_deposits_at(self, now: datetime) -> bool:
        """Would a deposit complete at ``now`` be in time?"""
        return (
            self.state == TenderState.PUBLISHED and self.deadline_at is not None and now <= self.deadline_at
        )
