"""The auditors' API on the ends of lots and on référés."""

from typing import ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, viewsets
from rest_framework.permissions import IsAuthenticated

from audit.api import person

from .legal_hold import LegalHold
from .models import Award, LotEnding, ResultLetter
from .permissions import readable_holds, readable_lot_endings


class ResultLetterSerializer(serializers.ModelSerializer[ResultLetter]):
    """Lettre à un candidat écarté, mot pour mot."""

    class Meta:
        model = ResultLetter
        fields = ("bid_id", "text", "sent_at", "sent_by_id")


class AwardSerializer(serializers.ModelSerializer[Award]):
    """Offre pressentie, ses étapes datées, ses lettres ; conservée même retirée."""

    cautions = serializers.JSONField(read_only=True)
    letters = ResultLetterSerializer(many=True, read_only=True)

    class Meta:
        model = Award
        fields = (
            "id",
            "bid_id",
            "ranking_id",
            "rank",
            "cautions",
            "reason",
            "designated_at",
            "designated_by_id",
            "proofs_asked",
            "proofs_requested_at",
            "proofs_due_at",
            "proofs_examined_at",
            "proofs_note",
            "awarded_at",
            "choice_reason",
            "informed_at",
            "sign_from_at",
            "signed_at",
            "notified_at",
            "notice_sent_on",
            "notice_reference",
            "data_published_on",
            "data_reference",
            "withdrawn_at",
            "withdrawal_ground",
            "withdrawal_reason",
            "letters",
        )


class LotEndingSerializer(serializers.ModelSerializer[LotEnding]):
    """Fin d’un lot : attribué, sans suite ou infructueux, et le chemin qui y mène."""

    tender_reference = serializers.CharField(source="lot.tender.reference", read_only=True)
    lot_number = serializers.IntegerField(source="lot.number", read_only=True)
    awards = AwardSerializer(many=True, read_only=True)

    class Meta:
        model = LotEnding
        fields = (
            "id",
            "tender_reference",
            "lot_number",
            "state",
            "cause",
            "reason",
            "ended_at",
            "ended_by_id",
            "awards",
        )


class LegalHoldSerializer(serializers.ModelSerializer[LegalHold]):
    """Référé précontractuel. ``lot_number`` : absent s’il porte sur toute la consultation."""

    tender_reference = serializers.CharField(source="tender.reference", read_only=True)
    lot_number = serializers.IntegerField(source="lot.number", read_only=True, default=None)

    class Meta:
        model = LegalHold
        fields = (
            "id",
            "tender_reference",
            "lot_number",
            "court",
            "docket",
            "claimant",
            "filed_at",
            "is_public",
            "recorded_at",
            "recorded_by_id",
            "outcome",
            "lift_reason",
            "lifted_at",
            "lifted_by_id",
        )


@extend_schema(tags=["fins de procédure"])
class LotEndingViewSet(viewsets.ReadOnlyModelViewSet[LotEnding]):
    """Fins des lots, dans l’ordre des consultations."""

    serializer_class = LotEndingSerializer
    permission_classes = (IsAuthenticated,)
    queryset = LotEnding.objects.none()
    filterset_fields: ClassVar = {"lot__tender__reference": ["exact"], "state": ["exact"]}

    def get_queryset(self) -> QuerySet[LotEnding]:
        endings = readable_lot_endings(person(self.request))
        return endings.select_related("lot__tender").prefetch_related("awards__letters").order_by("pk")


@extend_schema(tags=["fins de procédure"])
class LegalHoldViewSet(viewsets.ReadOnlyModelViewSet[LegalHold]):
    """Référés précontractuels, en cours ou levés."""

    serializer_class = LegalHoldSerializer
    permission_classes = (IsAuthenticated,)
    queryset = LegalHold.objects.none()
    filterset_fields: ClassVar = {"tender__reference": ["exact"], "outcome": ["exact"]}

    def get_queryset(self) -> QuerySet[LegalHold]:
        return readable_holds(person(self.request)).select_related("tender", "lot").order_by("pk")
