"""The auditors' API on declarations of interests."""

from typing import ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, viewsets
from rest_framework.permissions import IsAuthenticated

from audit.api import person

from ..models import InterestDeclaration
from .permissions import readable_declarations


class InterestDeclarationSerializer(serializers.ModelSerializer[InterestDeclaration]):
    """Déclaration d’intérêts d’une personne de l’acheteur à propos d’un nom des offres, jamais modifiée."""

    tender_reference = serializers.CharField(source="tender.reference", read_only=True)
    person = serializers.CharField(read_only=True)
    lifted_at = serializers.DateTimeField(source="lift.lifted_at", default=None, read_only=True)
    lifting_measure = serializers.CharField(source="lift.measure", default=None, read_only=True)

    class Meta:
        model = InterestDeclaration
        fields = (
            "id",
            "tender_reference",
            "person",
            "party_key",
            "party_name",
            "has_interest",
            "explanation",
            "signed_at",
            "lifted_at",
            "lifting_measure",
        )


@extend_schema(tags=["plis"])
class InterestDeclarationViewSet(viewsets.ReadOnlyModelViewSet[InterestDeclaration]):
    """Déclarations d’intérêts et déports, dans l’ordre des signatures."""

    serializer_class = InterestDeclarationSerializer
    permission_classes = (IsAuthenticated,)
    queryset = InterestDeclaration.objects.none()
    filterset_fields: ClassVar = {"tender__reference": ["exact"], "has_interest": ["exact"]}

    def get_queryset(self) -> QuerySet[InterestDeclaration]:
        found = readable_declarations(person(self.request))
        return found.select_related("tender", "person", "lift").order_by("signed_at", "pk")
