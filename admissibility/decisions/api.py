"""The auditors' API on decisions."""

from typing import ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, viewsets
from rest_framework.permissions import IsAuthenticated

from audit.api import person

from .models import AdmissibilityDecision
from .permissions import readable_decisions


class DecisionSerializer(serializers.ModelSerializer[AdmissibilityDecision]):
    """Une décision de recevabilité : la plus haute version d’une offre est celle qui compte."""

    tender_reference = serializers.CharField(source="submission.tender.reference", read_only=True)

    class Meta:
        model = AdmissibilityDecision
        fields = (
            "id",
            "tender_reference",
            "submission_id",
            "bid_id",
            "version",
            "kind",
            "article",
            "reason",
            "bidder_was_heard",
            "file_sha256",
            "decided_by_id",
            "decided_at",
        )


@extend_schema(tags=["décisions de recevabilité"])
class DecisionViewSet(viewsets.ReadOnlyModelViewSet[AdmissibilityDecision]):
    """Décisions de recevabilité, toutes conservées. Aucune n’est prise par le logiciel."""

    serializer_class = DecisionSerializer
    permission_classes = (IsAuthenticated,)
    queryset = AdmissibilityDecision.objects.none()
    filterset_fields: ClassVar = {
        "submission__tender__reference": ["exact"],
        "bid": ["exact"],
        "kind": ["exact"],
    }

    def get_queryset(self) -> QuerySet[AdmissibilityDecision]:
        return readable_decisions(person(self.request))
