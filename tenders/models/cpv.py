"""The Common Procurement Vocabulary (CPV 2008, règlement (CE) n° 213/2008)."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from ..text import folded


class CpvQuerySet(models.QuerySet["CpvCode"]):
    def search(self, query: str) -> "CpvQuerySet":
        """Codes that begin with the digits typed, or whose label has every word typed."""
        found = self
        for word in folded(query).split():
            condition = (
                models.Q(code__startswith=word) if word.isdigit() else models.Q(search_text__contains=word)
            )
            found = found.filter(condition)
        return found.order_by("code")


class CpvCode(models.Model):
    code = models.CharField("code", max_length=8, primary_key=True)
    label_fr = models.CharField("libellé", max_length=400)
    label_en = models.CharField("libellé anglais", max_length=400)
    search_text = models.TextField("texte de recherche", help_text="Libellés sans accents ni majuscules.")

    objects = CpvQuerySet.as_manager()

    class Meta:
        verbose_name = "code CPV"
        verbose_name_plural = "codes CPV"
        ordering: ClassVar = ["code"]
        indexes: ClassVar = [GinIndex(fields=["search_text"], name="cpv_search", opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return f"{self.code} — {self.label_fr}"
