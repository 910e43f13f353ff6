"""The auditors' API on capacity runs, with all that is needed to recompute them."""

from typing import ClassVar

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, viewsets
from rest_framework.permissions import IsAuthenticated

from audit.api import person

from .models import CapacityRun, SimulatedPiece
from .permissions import readable_runs

SUMMARY = (
    "id",
    "bid_id",
    "tender_reference",
    "lot_number",
    "state",
    "method",
    "change",
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
    """Calcul de capacité : état, moteur et empreintes ; les documents sont dans la fiche de chaque calcul.

    `method` : `verdict` (ce sur quoi les offres sont classées) ou `what_if` (une question d’un agent, jamais
    classée, dont `change` donne les multiplicateurs).
    """

    tender_reference = serializers.CharField(source="bid.lot.tender.reference", read_only=True)
    lot_number = serializers.IntegerField(source="bid.lot.number", read_only=True)

    class Meta:
        model = CapacityRun
        fields: tuple[str, ...] = SUMMARY


class PieceSerializer(serializers.ModelSerializer[SimulatedPiece]):
    """Partie simulée d’un calcul : réplications `first` à `last` (exclue), empreinte des octets."""

    class Meta:
        model = SimulatedPiece
        fields = ("variant", "first", "last", "content_sha256", "computed_at")


class CapacityRunSerializer(CapacityRunSummarySerializer):
    """Calcul de capacité entier : entrées (schéma capacity-input/1) et résultat (schéma capacity-run/2).

    Enregistrée telle quelle, la fiche se vérifie hors ligne : `python -m scoring.capacity fiche.json`.
    """

    input = serializers.JSONField(read_only=True)
    output = serializers.JSONField(read_only=True, allow_null=True)
    pieces = PieceSerializer(many=True, read_only=True)

    class Meta:
        model = CapacityRun
        fields = (*SUMMARY, "input", "output", "pieces")


def pieces() -> Prefetch[str]:
    """The pieces of each run, without their bytes."""
    return Prefetch("pieces", SimulatedPiece.objects.defer("content"))


@extend_schema(tags=["capacité"])
class CapacityRunViewSet(viewsets.ReadOnlyModelViewSet[CapacityRun]):
    """Calculs de capacité des offres ouvertes. Pour les lecteurs du dossier et les auditeurs."""

    permission_classes = (IsAuthenticated,)
    queryset = CapacityRun.objects.none()
    filterset_fields: ClassVar = {
        "bid": ["exact"],
        "bid__lot__tender__reference": ["exact"],
        "state": ["exact"],
        "method": ["exact"],
    }

    def get_serializer_class(self) -> type[CapacityRunSummarySerializer]:
        return CapacityRunSummarySerializer if self.action == "list" else CapacityRunSerializer

    def get_queryset(self) -> QuerySet[CapacityRun]:
        runs = readable_runs(person(self.request)).select_related("bid__lot__tender")
        heavy = ("input", "output", "preview")
        found = runs.defer(*heavy) if self.action == "list" else runs.prefetch_related(pieces())
        return found.order_by("requested_at", "pk")
