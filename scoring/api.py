"""The auditors' API on capacity runs, with all that is needed to recompute them."""

from typing import ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, viewsets
from rest_framework.permissions import IsAuthenticated

from audit.api import person

from .models import CapacityRun
from .permissions import readable_runs

SUMMARY = (
    "id",
    "bid_id",
    "tender_reference",
    "lot_number",
    "state",
    "method",
    "engine_version",
    "engine_sha256",
    "seed",
    "input_sha256",
    "output_sha256",
    "error",
    "requested_at",
    "started_at",
    "finished_at",
)


class CapacityRunSummarySerializer(serializers.ModelSerializer[CapacityRun]):
    """Calcul de capacité : état, moteur et empreintes ; les documents sont dans la fiche de chaque calcul."""

    tender_reference = serializers.CharField(source="bid.lot.tender.reference", read_only=True)
    lot_number = serializers.IntegerField(source="bid.lot.number", read_only=True)

    class Meta:
        model = CapacityRun
        fields: tuple[str, ...] = SUMMARY


class CapacityRunSerializer(CapacityRunSummarySerializer):
    """Calcul de capacité entier : entrées (schéma capacity-input/1) et résultat (schéma capacity-run/1).

    Enregistrée telle quelle, la fiche se vérifie hors ligne : `python -m scoring.capacity fiche.json`.
    """

    input = serializers.JSONField(read_only=True)
    output = serializers.JSONField(read_only=True, allow_null=True)

    class Meta:
        model = CapacityRun
        fields = (*SUMMARY, "input", "output")


@extend_schema(tags=["capacité"])
class CapacityRunViewSet(viewsets.ReadOnlyModelViewSet[CapacityRun]):
    """Calculs de capacité des offres ouvertes. Pour les lecteurs du dossier et les auditeurs."""

    permission_classes = (IsAuthenticated,)
    queryset = CapacityRun.objects.none()
    filterset_fields: ClassVar = {
        "bid": ["exact"],
        "bid__lot__tender__reference": ["exact"],
        "state": ["exact"],
    }

    def get_serializer_class(self) -> type[CapacityRunSummarySerializer]:
        return CapacityRunSummarySerializer if self.action == "list" else CapacityRunSerializer

    def get_queryset(self) -> QuerySet[CapacityRun]:
        runs = readable_runs(person(self.request)).select_related("bid__lot__tender")
        found = runs.defer("input", "output") if self.action == "list" else runs
        return found.order_by("requested_at", "pk")
