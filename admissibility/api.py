"""The auditors' API on findings."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, viewsets
from rest_framework.permissions import IsAuthenticated

from audit.api import person

from .models import Finding
from .permissions import readable_findings


class FindingSerializer(serializers.ModelSerializer[Finding]):
    """What a rule established: facts, code, result and article, as they were at that moment."""

    class Meta:
        model = Finding
        fields = (
            "id",
            "bid_id",
            "submission_id",
            "rule",
            "rule_version",
            "code",
            "result",
            "article",
            "facts",
            "established_at",
        )


@extend_schema(tags=["constats"])
class FindingViewSet(viewsets.ReadOnlyModelViewSet[Finding]):
    """Constats de recevabilité des offres ouvertes. Ils instruisent ; l’acheteur décide."""

    serializer_class = FindingSerializer
    permission_classes = (IsAuthenticated,)
    filterset_fields = ("bid", "submission", "rule", "result")
    queryset = Finding.objects.none()

    def get_queryset(self) -> QuerySet[Finding]:
        return readable_findings(person(self.request))
