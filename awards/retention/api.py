"""The auditors' API on destructions."""

from typing import ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, viewsets
from rest_framework.permissions import IsAuthenticated

from accounts.permissions import is_auditor, organisations_with_role
from audit.api import person
from tenders.permissions import READERS

from .models import RecordsDeletion


class RecordsDeletionSerializer(serializers.ModelSerializer[RecordsDeletion]):
    """Destruction décidée au terme de la conservation ; ``files`` : empreintes et tailles, sans contenu."""

    tender_reference = serializers.CharField(source="tender.reference", read_only=True)
    files = serializers.JSONField(read_only=True)

    class Meta:
        model = RecordsDeletion
        fields = (
            "id",
            "tender_reference",
            "kept_until",
            "archives_visa",
            "reason",
            "files",
            "decided_at",
            "decided_by_id",
        )


@extend_schema(tags=["fins de procédure"])
class RecordsDeletionViewSet(viewsets.ReadOnlyModelViewSet[RecordsDeletion]):
    """Destructions de pièces, dans l’ordre."""

    serializer_class = RecordsDeletionSerializer
    permission_classes = (IsAuthenticated,)
    queryset = RecordsDeletion.objects.none()
    filterset_fields: ClassVar = {"tender__reference": ["exact"]}

    def get_queryset(self) -> QuerySet[RecordsDeletion]:
        user = person(self.request)
        found = RecordsDeletion.objects.select_related("tender").order_by("pk")
        if is_auditor(user):
            return found
        return found.filter(tender__buyer__in=organisations_with_role(user, *READERS))
