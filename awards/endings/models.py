"""The end of each lot, the bids designated for it, and the letters to those that were not."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from bids.models import Bid
from tenders.models import Lot, Tender

from ..abnormally_low.models import by
from .enums import CLOSED, EndingState, UnsuccessfulCause, WithdrawalGround

State = EndingState


class EndingQuerySet(models.QuerySet["LotEnding"]):
    def of_tender(self, tender: Tender) -> "EndingQuerySet":
        return self.filter(lot__tender=tender).select_related("lot__tender").order_by("lot__number")


class LotEnding(models.Model):
    """One per lot, from its first step towards an end. ``version`` grows at each change.

    reason: told to all who took part, when the lot ends without a contract (R. 2185-2).
    """

    lot = models.OneToOneField(Lot, models.PROTECT, related_name="ending", verbose_name="lot")
    state = models.CharField("état", max_length=20, choices=State.choices, default=State.OPEN)
    version = models.PositiveIntegerField("version", default=1)
    cause = models.CharField(
        "cause de l’infructuosité", max_length=40, choices=UnsuccessfulCause.choices, blank=True
    )
    reason = models.TextField("motifs", blank=True)
    ended_at = models.DateTimeField("terminé sans marché le", null=True, blank=True)
    ended_by = by("terminé par", "lot_endings")

    objects = EndingQuerySet.as_manager()

    class Meta:
        app_label = "awards"
        verbose_name = "fin d’un lot"
        verbose_name_plural = "fins des lots"
        ordering: ClassVar = ["lot"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=CLOSED, ended_at__isnull=False, ended_by__isnull=False) & ~Q(reason="")
                | ~Q(state__in=CLOSED) & Q(ended_at__isnull=True, ended_by__isnull=True, reason=""),
                name="closed_lot_has_reasons",
                violation_error_message="Un lot terminé sans marché a un auteur, une date et des motifs.",
            ),
            models.CheckConstraint(
                condition=Q(state=State.UNSUCCESSFUL) ^ Q(cause=""),
                name="unsuccessful_lot_has_cause",
                violation_error_message="Un lot infructueux a une cause, et lui seul.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lot} : {self.get_state_display()}"

    @property
    def award(self) -> "Award | None":
        """The bid designated now, whatever the step."""
        return self.awards.select_related("bid__organisation").filter(withdrawn_at__isnull=True).first()


class Award(models.Model):
    """A bid designated for a lot, and the dated steps to its contract; kept when it is withdrawn.

    cautions: what was shown before the choice and acknowledged (code, message, article), with ``reason``.
    sign_from_at: the signature is refused before; None when no wait is due.
    """

    ending = models.ForeignKey(LotEnding, models.PROTECT, related_name="awards", verbose_name="fin du lot")
    bid = models.ForeignKey(Bid, models.PROTECT, related_name="awards", verbose_name="offre")
    ranking = models.ForeignKey(
        "awards.Ranking", models.PROTECT, related_name="awards", verbose_name="classement"
    )
    rank = models.PositiveSmallIntegerField("rang au classement")
    cautions = models.JSONField("avertissements reconnus", default=list, blank=True)
    reason = models.TextField("motifs du choix", blank=True)
    designated_at = models.DateTimeField("pressentie le")
    designated_by = by("pressentie par", "awards_designated", optional=False)
    proofs_asked = models.TextField("preuves demandées", blank=True)
    proofs_requested_at = models.DateTimeField("preuves demandées le", null=True, blank=True)
    proofs_requested_by = by("demandées par", "awards_proofs_requested")
    proofs_due_at = models.DateTimeField("preuves attendues avant le", null=True, blank=True)
    proofs_note = models.TextField("examen des preuves", blank=True)
    proofs_examined_at = models.DateTimeField("preuves admises le", null=True, blank=True)
    proofs_examined_by = by("examinées par", "awards_proofs_examined")
    choice_reason = models.TextField("motifs qui ont conduit au choix", blank=True)
    awarded_at = models.DateTimeField("attribué le", null=True, blank=True)
    awarded_by = by("attribué par", "awards_made")
    informed_at = models.DateTimeField("candidats écartés informés le", null=True, blank=True)
    informed_by = by("informés par", "awards_informed")
    sign_from_at = models.DateTimeField("signature possible à partir du", null=True, blank=True)
    signed_at = models.DateTimeField("signé le", null=True, blank=True)
    signed_by = by("signature enregistrée par", "awards_signed")
    notified_at = models.DateTimeField("notifié le", null=True, blank=True)
    notified_by = by("notification enregistrée par", "awards_notified")
    notice_sent_on = models.DateField("avis d’attribution envoyé le", null=True, blank=True)
    notice_reference = models.CharField("identifiant de l’avis", max_length=100, blank=True)
    data_published_on = models.DateField("données essentielles publiées le", null=True, blank=True)
    data_reference = models.CharField("identifiant des données", max_length=100, blank=True)
    withdrawn_at = models.DateTimeField("retirée le", null=True, blank=True)
    withdrawn_by = by("retirée par", "awards_withdrawn")
    withdrawal_ground = models.CharField(
        "fondement du retrait", max_length=20, choices=WithdrawalGround.choices, blank=True
    )
    withdrawal_reason = models.TextField("motifs du retrait", blank=True)

    class Meta:
        app_label = "awards"
        verbose_name = "attribution"
        verbose_name_plural = "attributions"
        ordering: ClassVar = ["designated_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["ending"], condition=Q(withdrawn_at__isnull=True), name="one_award_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(rank=1) | Q(rank__gt=1) & ~Q(reason=""),
                name="other_than_first_has_reasons",
                violation_error_message="Retenir une autre offre que la première se motive (R. 2152-6).",
            ),
            models.CheckConstraint(
                condition=Q(proofs_requested_at__isnull=True)
                | Q(proofs_due_at__gt=F("proofs_requested_at")) & ~Q(proofs_asked=""),
                name="proofs_due_after_request",
                violation_error_message="Le délai des preuves court après la demande.",
            ),
            models.CheckConstraint(
                condition=Q(awarded_at__isnull=True)
                | Q(proofs_examined_at__isnull=False) & ~Q(choice_reason=""),
                name="award_follows_proofs",
                violation_error_message="Les preuves s’examinent avant l’attribution (R. 2144-4).",
            ),
            models.CheckConstraint(
                condition=Q(informed_at__isnull=True) | Q(awarded_at__isnull=False),
                name="information_follows_award",
                violation_error_message="Les candidats écartés sont informés après l’attribution.",
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True)
                | Q(signed_at__gte=F("informed_at"))
                & (Q(sign_from_at__isnull=True) | Q(signed_at__gte=F("sign_from_at"))),
                name="signature_waits",
                violation_error_message="Le marché se signe après l’information et le délai (R. 2182-1).",
            ),
            models.CheckConstraint(
                condition=Q(notified_at__isnull=True) | Q(notified_at__gte=F("signed_at")),
                name="notification_follows_signature",
                violation_error_message="Le marché se notifie après sa signature (R. 2182-4).",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawal_ground="", withdrawal_reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, signed_at__isnull=True)
                & ~Q(withdrawal_ground="")
                & ~Q(withdrawal_reason=""),
                name="withdrawal_has_reasons",
                violation_error_message="Un retrait a un auteur, un fondement et des motifs.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bid.organisation}, {self.ending}"


class ResultLetter(models.Model):
    """What a bidder that was not chosen was told, word for word (L. 2181-1, R. 2181-1, R. 2181-3)."""

    award = models.ForeignKey(Award, models.PROTECT, related_name="letters", verbose_name="attribution")
    bid = models.ForeignKey(Bid, models.PROTECT, related_name="result_letters", verbose_name="offre")
    text = models.TextField("texte")
    sent_at = models.DateTimeField("envoyée le")
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="result_letters", verbose_name="par")

    class Meta:
        app_label = "awards"
        verbose_name = "lettre de rejet"
        verbose_name_plural = "lettres de rejet"
        ordering: ClassVar = ["sent_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["award", "bid"], name="one_letter_a_bid"),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="letter_gives_reasons",
                violation_error_message="Une lettre de rejet donne ses motifs (R. 2181-1).",
            ),
        ]

    def __str__(self) -> str:
        return f"Lettre du {self.sent_at:%d/%m/%Y} à {self.bid.organisation}"
