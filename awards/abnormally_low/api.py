"""The auditors' API on enquiries about prices."""

from typing import ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, viewsets
from rest_framework.permissions import IsAuthenticated

from audit.api import person

from .models import Justification, PriceEnquiry
from .permissions import readable_enquiries


class JustificationSerializer(serializers.ModelSerializer[Justification]):
    """Réponse d’un soumissionnaire ; toutes sont conservées, hors délai comprises."""

    class Meta:
        model = Justification
        fields = ("text", "submitted_by_id", "received_at", "is_late")


class PriceEnquirySerializer(serializers.ModelSerializer[PriceEnquiry]):
    """Vérification d’un prix (L. 2152-6) : alertes, demande, réponses, appréciation, décision."""

    tender_reference = serializers.CharField(source="bid.lot.tender.reference", read_only=True)
    alerts = serializers.JSONField(read_only=True)
    answers = JustificationSerializer(many=True, read_only=True)

    class Meta:
        model = PriceEnquiry
        fields = (
            "id",
            "tender_reference",
            "bid_id",
            "state",
            "alerts",
            "detected_at",
            "detected_by_id",
            "asked_at",
            "asked_by_id",
            "questions",
            "due_at",
            "covers_subcontracts",
            "answers",
            "assessed_at",
            "assessed_by_id",
            "assessment",
            "decided_at",
            "decided_by_id",
            "decision_reason",
            "rejection_ground",
        )


@extend_schema(tags=["vérifications de prix"])
class PriceEnquiryViewSet(viewsets.ReadOnlyModelViewSet[PriceEnquiry]):
    """Vérifications de prix, par ordre d’ouverture. Une alerte n’est jamais une décision."""

    serializer_class = PriceEnquirySerializer
    permission_classes = (IsAuthenticated,)
    queryset = PriceEnquiry.objects.none()
    filterset_fields: ClassVar = {"bid__lot__tender__reference": ["exact"], "state": ["exact"]}

    def get_queryset(self) -> QuerySet[PriceEnquiry]:
        enquiries = readable_enquiries(person(self.request))
        return enquiries.select_related("bid__lot__tender").prefetch_related("answers")
