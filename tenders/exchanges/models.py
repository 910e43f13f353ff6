"""Questions as they were asked, answers as they were published, withdrawals, people who want to be told.

Models are named by text: this app's own models import these.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import Organisation, User

from .enums import DismissalReason, QuestionState

TENDER, LOT = "tenders.Tender", "tenders.Lot"
FINGERPRINT = r"^[0-9a-f]{64}$"


class Answer(models.Model):
    """A question as the officer words it for all, and its answer; never changed, only replaced."""

    tender = models.ForeignKey(
        TENDER, models.PROTECT, related_name="published_answers", verbose_name="consultation"
    )
    number = models.PositiveIntegerField("numéro")
    lot = models.ForeignKey(
        LOT, models.PROTECT, null=True, blank=True, related_name="published_answers", verbose_name="lot"
    )
    question = models.TextField("question publiée")
    text = models.TextField("réponse")
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="remplace"
    )
    published_at = models.DateTimeField("publiée le")
    published_by = models.ForeignKey(
        User, models.PROTECT, related_name="answers_published", verbose_name="publiée par"
    )

    class Meta:
        app_label = "tenders"
        verbose_name = "réponse publiée"
        verbose_name_plural = "réponses publiées"
        ordering: ClassVar = ["tender", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tender", "number"], name="one_answer_a_number"),
            models.CheckConstraint(
                condition=~Q(question="") & ~Q(text=""),
                name="answer_says_something",
                violation_error_message="Une réponse publiée a une question et un texte.",
            ),
        ]

    def __str__(self) -> str:
        return f"Réponse n° {self.number}"


class Question(models.Model):
    """What someone asked, word for word; the buyer reads the text, never ``asked_by`` or ``organisation``."""

    tender = models.ForeignKey(
        TENDER, models.PROTECT, related_name="received_questions", verbose_name="consultation"
    )
    number = models.PositiveIntegerField("numéro")
    lot = models.ForeignKey(
        LOT, models.PROTECT, null=True, blank=True, related_name="received_questions", verbose_name="lot"
    )
    text = models.TextField("question")
    asked_at = models.DateTimeField("posée le")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="tender_questions", verbose_name="auteur")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tender_questions",
        verbose_name="organisation de l’auteur",
    )
    state = models.CharField(
        "état", max_length=20, choices=QuestionState.choices, default=QuestionState.RECEIVED
    )
    answer = models.ForeignKey(
        Answer, models.PROTECT, null=True, blank=True, related_name="questions", verbose_name="réponse"
    )
    dismissal_reason = models.CharField("motif", max_length=20, choices=DismissalReason.choices, blank=True)
    dismissal_note = models.TextField("précision donnée à l’auteur", blank=True)
    dismissed_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="questions_dismissed",
        verbose_name="écartée par",
    )
    dismissed_at = models.DateTimeField("écartée le", null=True, blank=True)

    class Meta:
        app_label = "tenders"
        verbose_name = "question reçue"
        verbose_name_plural = "questions reçues"
        ordering: ClassVar = ["tender", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tender", "number"], name="one_question_a_number"),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="question_says_something",
                violation_error_message="Écrivez votre question.",
            ),
            models.CheckConstraint(
                condition=Q(state=QuestionState.ANSWERED) ^ Q(answer__isnull=True),
                name="answered_question_has_answer",
                violation_error_message="Une question répondue a sa réponse, et elle seule.",
            ),
            models.CheckConstraint(
                condition=Q(state=QuestionState.DISMISSED)
                & ~Q(dismissal_reason="")
                & Q(dismissed_by__isnull=False, dismissed_at__isnull=False)
                | ~Q(state=QuestionState.DISMISSED) & Q(dismissal_reason="", dismissed_at__isnull=True),
                name="dismissed_question_has_reason",
                violation_error_message="Une question écartée a un motif, un auteur et une date.",
            ),
        ]

    def __str__(self) -> str:
        return f"Question n° {self.number}"


class Withdrawal(models.Model):
    """A signed-in person took a document: one row a person, document, version and day of Paris."""

    tender = models.ForeignKey(
        TENDER, models.PROTECT, related_name="withdrawals", verbose_name="consultation"
    )
    lot = models.ForeignKey(
        LOT, models.PROTECT, null=True, blank=True, related_name="withdrawals", verbose_name="lot"
    )
    document = models.CharField("document", max_length=100)
    fingerprint = models.CharField("empreinte de la consultation", max_length=64)
    withdrawn_on = models.DateField("jour du retrait")
    withdrawn_at = models.DateTimeField("retiré le")
    withdrawn_by = models.ForeignKey(
        User, models.PROTECT, related_name="withdrawals", verbose_name="retiré par"
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="withdrawals",
        verbose_name="organisation",
    )

    class Meta:
        app_label = "tenders"
        verbose_name = "retrait de documents"
        verbose_name_plural = "retraits de documents"
        ordering: ClassVar = ["withdrawn_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tender", "document", "fingerprint", "withdrawn_by", "withdrawn_on"],
                name="one_withdrawal_a_day",
            ),
            models.CheckConstraint(
                condition=Q(fingerprint__regex=FINGERPRINT),
                name="withdrawal_names_version",
                violation_error_message="Un retrait dit la version retirée.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}, {self.withdrawn_at:%d/%m/%Y}"


class AnonymousWithdrawals(models.Model):
    """How often a document was taken in a day by people not signed in: a number, nothing personal."""

    tender = models.ForeignKey(
        TENDER, models.PROTECT, related_name="anonymous_withdrawals", verbose_name="consultation"
    )
    lot = models.ForeignKey(
        LOT, models.PROTECT, null=True, blank=True, related_name="anonymous_withdrawals", verbose_name="lot"
    )
    document = models.CharField("document", max_length=100)
    fingerprint = models.CharField("empreinte de la consultation", max_length=64)
    withdrawn_on = models.DateField("jour")
    number = models.PositiveIntegerField("nombre", default=0)

    class Meta:
        app_label = "tenders"
        verbose_name = "retraits anonymes d’un jour"
        verbose_name_plural = "retraits anonymes par jour"
        ordering: ClassVar = ["withdrawn_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tender", "document", "fingerprint", "withdrawn_on"], name="one_count_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.document}, {self.withdrawn_on:%d/%m/%Y} : {self.number}"


class Follower(models.Model):
    """Someone to warn of what changes: a signed-in person, or an address its owner confirmed.

    The row goes when they no longer want to be told: nothing is kept of it.
    """

    tender = models.ForeignKey(TENDER, models.PROTECT, related_name="followers", verbose_name="consultation")
    user = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_tenders",
        verbose_name="personne",
    )
    email = models.EmailField("adresse électronique", blank=True)
    since_at = models.DateTimeField("depuis le")

    class Meta:
        app_label = "tenders"
        verbose_name = "personne à prévenir"
        verbose_name_plural = "personnes à prévenir"
        ordering: ClassVar = ["since_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tender", "user"], condition=Q(user__isnull=False), name="one_following_a_person"
            ),
            models.UniqueConstraint(
                fields=["tender", "email"], condition=~Q(email=""), name="one_following_an_address"
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=True) ^ Q(email=""),
                name="follower_is_person_or_address",
                violation_error_message="Une personne ou une adresse, pas les deux.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.user) if self.user else self.email
