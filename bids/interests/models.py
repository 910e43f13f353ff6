"""Names found in the bids, declarations about them, and the measures that lift a recusal."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import User
from tenders.models import Tender

LONGEST_KEY, LONGEST_NAME = 220, 200


class NamedParty(models.Model):
    """A member of a grouping or a subcontractor that an opened bid names; bidders are those who deposited."""

    tender = models.ForeignKey(
        Tender, models.PROTECT, related_name="named_parties", verbose_name="consultation"
    )
    key = models.CharField("clé", max_length=LONGEST_KEY)
    name = models.CharField("nom", max_length=LONGEST_NAME)
    siret = models.CharField("SIRET", max_length=14, blank=True)
    part = models.CharField("place dans l’offre", max_length=60)
    named_at = models.DateTimeField("lu le")

    class Meta:
        app_label = "bids"
        verbose_name = "nom lu dans une offre"
        verbose_name_plural = "noms lus dans les offres"
        ordering: ClassVar = ["tender", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tender", "key", "part"], name="party_named_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.part})"


class InterestDeclaration(models.Model):
    """What one person signed about one name; never changed, a later one adds to it."""

    tender = models.ForeignKey(
        Tender, models.PROTECT, related_name="interest_declarations", verbose_name="consultation"
    )
    person = models.ForeignKey(
        User, models.PROTECT, related_name="interest_declarations", verbose_name="signée par"
    )
    party_key = models.CharField("clé du nom", max_length=LONGEST_KEY)
    party_name = models.CharField("à propos de", max_length=LONGEST_NAME)
    has_interest = models.BooleanField("déclare un intérêt")
    explanation = models.TextField("intérêt déclaré", blank=True)
    signed_at = models.DateTimeField("signée le")

    class Meta:
        app_label = "bids"
        verbose_name = "déclaration d’intérêts"
        verbose_name_plural = "déclarations d’intérêts"
        ordering: ClassVar = ["signed_at", "pk"]
        indexes: ClassVar = [models.Index(fields=["tender", "person", "party_key"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(has_interest=False) ^ ~Q(explanation=""),
                name="declared_interest_is_explained",
                violation_error_message="Un intérêt déclaré est expliqué, et lui seul.",
            )
        ]

    def __str__(self) -> str:
        said = "un intérêt" if self.has_interest else "aucun intérêt"
        return f"{self.person}, {self.party_name} : {said}"


class RecusalLift(models.Model):
    """The measure by which another officer ends the recusal that one declared interest brought."""

    declaration = models.OneToOneField(
        InterestDeclaration, models.PROTECT, related_name="lift", verbose_name="intérêt déclaré"
    )
    lifted_by = models.ForeignKey(
        User, models.PROTECT, related_name="recusals_lifted", verbose_name="levé par"
    )
    lifted_at = models.DateTimeField("levé le")
    measure = models.TextField("mesure et motifs")

    class Meta:
        app_label = "bids"
        verbose_name = "levée d’un déport"
        verbose_name_plural = "levées de déports"
        ordering: ClassVar = ["lifted_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(measure=""),
                name="lifted_recusal_has_reasons",
                violation_error_message="Une levée de déport a des motifs.",
            )
        ]

    def __str__(self) -> str:
        return f"Déport levé : {self.declaration}"
