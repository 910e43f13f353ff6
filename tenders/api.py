"""The API on consultations and lots: what was published, read-only."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import viewsets
from rest_framework.permissions import IsAuthenticated

from .enums import ProcedureKind, TenderState
from .models import Lot, Tender
from .serializers import LotSerializer, TenderSerializer

PARTS = (
    "profiles",
    "contact_types__profile",
    "contact_types__escalates_to",
    "requirements",
    "criteria__sub_criteria",
    "essential_tasks",
    "price_lines__contact_type",
)


class TenderFilter(django_filters.FilterSet):  # type: ignore[misc]
    """``?state=published&cpv=8531&deadline_after=2027-01-01T00:00:00Z``."""

    state = django_filters.ChoiceFilter(choices=TenderState.choices)
    procedure = django_filters.ChoiceFilter(choices=ProcedureKind.choices)
    buyer_siret = django_filters.CharFilter(field_name="buyer__siret")
    cpv = django_filters.CharFilter(
        field_name="lots__main_cpv__code", lookup_expr="startswith", distinct=True
    )
    ess_reserved = django_filters.BooleanFilter(field_name="lots__ess_clause__reserved", distinct=True)
    deadline_after = django_filters.IsoDateTimeFilter(field_name="deadline_at", lookup_expr="gte")
    deadline_before = django_filters.IsoDateTimeFilter(field_name="deadline_at", lookup_expr="lte")
    search = django_filters.CharFilter(method="matching", label="Mots")

    def matching(self, found: Any, _name: str, words: str) -> Any:
        return found.matching(words)


class LotFilter(django_filters.FilterSet):  # type: ignore[misc]
    """``?tender=2026-0007``."""

    tender = django_filters.CharFilter(field_name="tender__reference")
    cpv = django_filters.CharFilter(field_name="main_cpv__code", lookup_expr="startswith")
    ess_reserved = django_filters.BooleanFilter(field_name="ess_clause__reserved")


@extend_schema(tags=["consultations"])
class TenderViewSet(viewsets.ReadOnlyModelViewSet[Tender]):
    """Consultations publiées. Un brouillon n’y figure jamais."""

    serializer_class = TenderSerializer
    permission_classes = (IsAuthenticated,)
    filterset_class = TenderFilter
    lookup_field = "reference"
    queryset = Tender.objects.none()

    def get_queryset(self) -> QuerySet[Tender]:
        found = Tender.objects.public().select_related("buyer").prefetch_related("lots")
        return found.order_by("-published_at", "pk")


@extend_schema(tags=["consultations"])
class LotViewSet(viewsets.ReadOnlyModelViewSet[Lot]):
    """Lots des consultations publiées, avec leurs volumes, exigences, critères, clauses et lignes de prix."""

    serializer_class = LotSerializer
    permission_classes = (IsAuthenticated,)
    filterset_class = LotFilter
    queryset = Lot.objects.none()

    def get_queryset(self) -> QuerySet[Lot]:
        found = Lot.objects.filter(tender__in=Tender.objects.public())
        related = found.select_related("tender", "main_cpv", "ess_clause", "subcontracting_rule")
        return related.prefetch_related(*PARTS).order_by("tender__reference", "number")
