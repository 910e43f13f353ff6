"""What the law wants said of a consultation besides its object, its dates and its lots."""

from django.db import models

from ..enums import DeafAccess


class Obligations(models.Model):
    """Allotment, performance clauses, access of deaf callers, personal data."""

    no_allotment_reason = models.TextField(
        "motif de non-allotissement",
        blank=True,
        help_text="Considérations de droit et de fait (L. 2113-11).",
    )
    environmental_clause = models.TextField("clause environnementale", blank=True)
    social_clause = models.TextField("clause sociale", blank=True)
    no_social_clause_reason = models.TextField("motif d’absence de clause sociale", blank=True)
    deaf_access = models.CharField(
        "accès des personnes sourdes",
        max_length=20,
        choices=DeafAccess.choices,
        blank=True,
    )
    deaf_access_note = models.TextField("précisions sur l’accès des personnes sourdes", blank=True)
    personal_data = models.TextField("données personnelles", blank=True)

    class Meta:
        abstract = True
