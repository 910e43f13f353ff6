"""The enquiry about a bid's price, and what the bidder answered."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from bids.models import Bid

from .enums import DECIDED, EnquiryState, RejectionGround

State = EnquiryState
UNASSESSED = (State.DETECTED, State.ASKED, State.ANSWERED)


def by(verb: str, related_name: str, *, optional: bool = True) -> "models.ForeignKey[User, User]":
    """The person who took a step."""
    return models.ForeignKey(
        User, models.PROTECT, null=optional, blank=optional, related_name=related_name, verbose_name=verb
    )


class EnquiryQuerySet(models.QuerySet["PriceEnquiry"]):
    def of_bids(self, bids: Iterable[int]) -> dict[int, "PriceEnquiry"]:
        """By the id of the bid."""
        return {one.bid_id: one for one in self.filter(bid__in=bids)}


class PriceEnquiry(models.Model):
    """One per bid: alerts kept as they were, request, assessment, decision. ``version`` grows at each change.

    alerts: what every rule said when they were kept (rule, version, code, result, article, facts).
    """

    bid = models.OneToOneField(Bid, models.PROTECT, related_name="price_enquiry", verbose_name="offre")
    state = models.CharField("état", max_length=20, choices=State.choices, default=State.DETECTED)
    version = models.PositiveIntegerField("version", default=1)
    alerts = models.JSONField("alertes")
    detected_at = models.DateTimeField("alertes versées le")
    detected_by = by("versées par", "price_enquiries_detected", optional=False)
    asked_at = models.DateTimeField("justification demandée le", null=True, blank=True)
    asked_by = by("demandée par", "price_enquiries_asked")
    questions = models.TextField("questions posées", blank=True)
    due_at = models.DateTimeField("réponse attendue avant le", null=True, blank=True)
    covers_subcontracts = models.BooleanField("porte aussi sur les sous-traités", default=False)
    assessed_at = models.DateTimeField("appréciée le", null=True, blank=True)
    assessed_by = by("appréciée par", "price_enquiries_assessed")
    assessment = models.TextField("appréciation", blank=True)
    decided_at = models.DateTimeField("décidée le", null=True, blank=True)
    decided_by = by("décidée par", "price_enquiries_decided")
    decision_reason = models.TextField("motifs de la décision", blank=True)
    rejection_ground = models.CharField(
        "fondement du rejet", max_length=20, choices=RejectionGround.choices, blank=True
    )

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        app_label = "awards"
        verbose_name = "vérification d’un prix"
        verbose_name_plural = "vérifications de prix"
        ordering: ClassVar = ["detected_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=State.DETECTED)
                | Q(asked_at__isnull=False, asked_by__isnull=False, due_at__isnull=False) & ~Q(questions=""),
                name="asked_enquiry_has_questions_and_deadline",
                violation_error_message="Une demande a un auteur, des questions et un délai.",
            ),
            models.CheckConstraint(
                condition=Q(due_at__isnull=True) | Q(due_at__gt=F("asked_at")),
                name="enquiry_due_after_asked",
                violation_error_message="Le délai de réponse court après la demande.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNASSESSED)
                | Q(assessed_at__gte=F("due_at"), assessed_by__isnull=False) & ~Q(assessment=""),
                name="assessed_enquiry_was_heard",
                violation_error_message="L’appréciation s’écrit après le délai laissé pour répondre.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=DECIDED)
                | Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(decision_reason=""),
                name="decided_enquiry_has_reasons",
                violation_error_message="Une décision a un auteur, une date et des motifs.",
            ),
            models.CheckConstraint(
                condition=Q(state=State.ABNORMALLY_LOW) ^ Q(rejection_ground=""),
                name="rejection_has_ground",
                violation_error_message="Un rejet a un fondement dans le Code, et lui seul (R. 2152-4).",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bid} : {self.get_state_display()}"

    @property
    def is_decided(self) -> bool:
        return self.state in DECIDED

    @property
    def is_rejected(self) -> bool:
        return self.state == State.ABNORMALLY_LOW


class Justification(models.Model):
    """One answer of the bidder; every one is kept, late ones too."""

    enquiry = models.ForeignKey(
        PriceEnquiry, models.PROTECT, related_name="answers", verbose_name="vérification"
    )
    text = models.TextField("justification")
    submitted_by = models.ForeignKey(
        User, models.PROTECT, related_name="justifications", verbose_name="envoyée par"
    )
    received_at = models.DateTimeField("reçue le")
    is_late = models.BooleanField("hors délai")

    class Meta:
        app_label = "awards"
        verbose_name = "justification d’un prix"
        verbose_name_plural = "justifications de prix"
        ordering: ClassVar = ["received_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="justification_says_something",
                violation_error_message="Écrivez votre justification avant de l’envoyer.",
            )
        ]

    def __str__(self) -> str:
        return f"Justification du {self.received_at:%d/%m/%Y %H:%M}"
