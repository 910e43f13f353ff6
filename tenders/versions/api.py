"""The API on versions: what was published, each time, read-only."""

from typing import ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, viewsets
from rest_framework.permissions import IsAuthenticated

from ..models import Tender, TenderVersion


class TenderVersionSerializer(serializers.ModelSerializer[TenderVersion]):
    """Une publication : contenu entier, et SHA-256 de son JSON canonique."""

    tender = serializers.CharField(source="tender.reference", read_only=True)
    content = serializers.DictField(read_only=True)

    class Meta:
        model = TenderVersion
        fields = (
            "tender",
            "number",
            "kind",
            "published_at",
            "deadline_at",
            "questions_close_at",
            "reason",
            "acknowledged",
            "fingerprint",
            "content",
        )


@extend_schema(tags=["consultations"])
class TenderVersionViewSet(viewsets.ReadOnlyModelViewSet[TenderVersion]):
    """Versions publiées des consultations, dans l’ordre. Une copie de travail n’y figure jamais."""

    serializer_class = TenderVersionSerializer
    permission_classes = (IsAuthenticated,)
    queryset = TenderVersion.objects.none()
    filterset_fields: ClassVar = {"tender__reference": ["exact"], "number": ["exact"], "kind": ["exact"]}

    def get_queryset(self) -> QuerySet[TenderVersion]:
        found = TenderVersion.objects.filter(tender__in=Tender.objects.public())
        return found.select_related("tender").order_by("tender__reference", "number")
