"""Legal units of the register SIRENE, and the extracts they came from."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.timezone import localdate


class SireneImport(models.Model):
    """One extract that was imported: which file, when, how many lines it gave."""

    file_name = models.CharField("nom du fichier", max_length=255)
    sha256 = models.CharField("empreinte SHA-256", max_length=64)
    imported_at = models.DateTimeField("importé le")
    units = models.PositiveIntegerField("unités légales importées")
    refused = models.PositiveIntegerField("lignes refusées")

    class Meta:
        verbose_name = "extrait SIRENE"
        verbose_name_plural = "extraits SIRENE"
        ordering: ClassVar = ["-imported_at"]

    def __str__(self) -> str:
        return f"{self.file_name}, importé le {localdate(self.imported_at):%d/%m/%Y}"

    @property
    def imported_on(self) -> date:
        """The day of the import, in Paris: shown as « d’après SIRENE du … »."""
        return localdate(self.imported_at)


class SireneUnit(models.Model):
    """A legal unit (StockUniteLegale). ``ess`` is None when INSEE does not say, which is never a no."""

    siren = models.CharField("SIREN", max_length=9, primary_key=True)
    denomination = models.CharField("dénomination", max_length=300, blank=True)
    legal_category = models.CharField("catégorie juridique", max_length=4)
    ess = models.BooleanField("économie sociale et solidaire", null=True)
    association_id = models.CharField("identifiant d’association (RNA)", max_length=10, blank=True)
    is_active = models.BooleanField("active")
    treated_on = models.DateField("dernier traitement par l’INSEE", null=True)
    source = models.ForeignKey(SireneImport, models.PROTECT, related_name="+", verbose_name="extrait")

    class Meta:
        verbose_name = "unité légale SIRENE"
        verbose_name_plural = "unités légales SIRENE"
        ordering: ClassVar = ["siren"]

    def __str__(self) -> str:
        return f"{self.siren} {self.denomination}".strip()

    @property
    def imported_on(self) -> date:
        return self.source.imported_on
