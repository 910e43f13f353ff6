"""The Common Procurement Vocabulary (CPV 2008, règlement (CE) n° 213/2008)."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length

from ..text import folded


class CpvQuerySet(models.QuerySet["CpvCode"]):
    def search(self, query: str) -> "CpvQuerySet":
        """Codes that begin with the digits typed, or whose label has every word typed; best first.

        An exact code comes first, then labels that begin with what was typed, then social services
        (division 85: what this site's contracts are mostly about), then the shortest labels.
        """
        text = folded(query)
        found = self
        for word in text.split():
            condition = Q(code__startswith=word) if word.isdigit() else Q(search_text__contains=word)
            found = found.filter(condition)
        rank = models.Case(
            models.When(code=text, then=0),
            models.When(search_text__startswith=text, then=1),
            models.When(code__startswith="85", then=2),
            default=3,
        )
        return found.annotate(rank=rank, length=Length("label_fr")).order_by("rank", "length", "code")


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
