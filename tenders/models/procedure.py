"""What a buyer says of the procedure besides its name."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from ..enums import BuyerKind, FollowedProcedure, Outlet


def nowhere() -> list[str]:
    return []


class ProcedureChoice(models.Model):
    """Who buys, why this procedure, where the notice goes, what shortens the delay."""

    buyer_kind = models.CharField(
        "nature de l’acheteur",
        max_length=10,
        choices=BuyerKind.choices,
        blank=True,
        help_text="Pour ce marché : un opérateur de réseaux n’est entité adjudicatrice que pour certains.",
    )
    procedure_reason = models.TextField("motif du choix d’une autre procédure", blank=True)
    followed_procedure = models.CharField(
        "procédure formalisée suivie",
        max_length=20,
        choices=FollowedProcedure.choices,
        blank=True,
    )
    publicity = ArrayField(
        models.CharField(max_length=10, choices=Outlet.choices),
        default=nowhere,
        blank=True,
        verbose_name="publicité prévue",
    )
    preinformation_sent_on = models.DateField("avis de préinformation envoyé le", null=True, blank=True)
    urgency_reason = models.TextField("motif d’urgence", blank=True)

    class Meta:
        abstract = True
