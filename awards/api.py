"""The auditors' API on rankings."""

from typing import ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, viewsets
from rest_framework.permissions import IsAuthenticated

from audit.api import person

from .models import Ranking
from .permissions import readable_rankings


class RankingSerializer(serializers.ModelSerializer[Ranking]):
    """Classement (schéma ranking/2, ou ranking/1 sans les écarts simulés).

    ``sha256`` est l’empreinte du JSON canonique de ``content``.
    """

    tender_reference = serializers.CharField(source="lot.tender.reference", read_only=True)
    lot_number = serializers.IntegerField(source="lot.number", read_only=True)
    content = serializers.JSONField(read_only=True)

    class Meta:
        model = Ranking
        fields = (
            "id",
            "tender_reference",
            "lot_number",
            "established_by_id",
            "established_at",
            "sha256",
            "content",
        )


@extend_schema(tags=["classements"])
class RankingViewSet(viewsets.ReadOnlyModelViewSet[Ranking]):
    """Classements, tous conservés, dans l’ordre ; le dernier de chaque lot fait foi. L’acheteur décide."""

    serializer_class = RankingSerializer
    permission_classes = (IsAuthenticated,)
    queryset = Ranking.objects.none()
    filterset_fields: ClassVar = {"lot__tender__reference": ["exact"], "lot__number": ["exact"]}

    def get_queryset(self) -> QuerySet[Ranking]:
        rankings = readable_rankings(person(self.request))
        return rankings.select_related("lot__tender").order_by("established_at", "pk")
