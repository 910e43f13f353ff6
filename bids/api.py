"""The auditors' API on deposits (metadata and receipts) and on bids once opened."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, viewsets
from rest_framework.request import Request

from accounts.models import Organisation
from accounts.permissions import Person

from .models import Bid, DepositAttempt, Receipt, Submission, SubmissionFile
from .permissions import visible_attempts, visible_bids, visible_submissions


def person(request: Request) -> Person:
    """Return who asks."""
    return request.user


class BidderSerializer(serializers.ModelSerializer[Organisation]):
    """Opérateur économique."""

    class Meta:
        model = Organisation
        fields = ("id", "legal_name", "siret", "legal_family", "is_fictitious")


class SubmissionFileSerializer(serializers.ModelSerializer[SubmissionFile]):
    """Pièce d’un pli : nom, taille (octets) et empreinte, jamais le contenu."""

    lot_number = serializers.IntegerField(source="lot.number", read_only=True, allow_null=True, default=None)

    class Meta:
        model = SubmissionFile
        fields = ("id", "lot_number", "role", "position", "name", "size_bytes", "sha256")


class ReceiptSerializer(serializers.ModelSerializer[Receipt]):
    """Accusé de dépôt ; ``sha256`` est l’empreinte du JSON canonique de ``content``."""

    content = serializers.JSONField(read_only=True)

    class Meta:
        model = Receipt
        fields = ("number", "issued_at", "sha256", "content")


class SubmissionSerializer(serializers.ModelSerializer[Submission]):
    """Pli : qui, quand, dans quel état ; son contenu reste fermé jusqu’à l’ouverture."""

    tender_reference = serializers.CharField(source="tender.reference", read_only=True)
    organisation = BidderSerializer(read_only=True)
    files = SubmissionFileSerializer(many=True, read_only=True)
    receipt = ReceiptSerializer(read_only=True)

    class Meta:
        model = Submission
        fields = (
            "id",
            "tender_reference",
            "organisation",
            "state",
            "started_at",
            "received_at",
            "opened_at",
            "replaced_by",
            "files",
            "receipt",
        )


class AttemptSerializer(serializers.ModelSerializer[DepositAttempt]):
    """Tentative de dépôt, aboutie ou non : début, fin, octets reçus, issue et motif."""

    tender_reference = serializers.CharField(source="tender.reference", read_only=True)
    organisation = BidderSerializer(read_only=True)

    class Meta:
        model = DepositAttempt
        fields = (
            "id",
            "tender_reference",
            "organisation",
            "started_at",
            "ended_at",
            "received_bytes",
            "outcome",
            "reason",
        )


class BidSerializer(serializers.ModelSerializer[Bid]):
    """Offre ouverte : contenu lu (bid-content/2, avant lui /1), remarques de lecture, prix total (€ HT)."""

    tender_reference = serializers.CharField(source="lot.tender.reference", read_only=True)
    lot_number = serializers.IntegerField(source="lot.number", read_only=True)
    organisation = BidderSerializer(read_only=True)
    content = serializers.JSONField(read_only=True)
    issues = serializers.SerializerMethodField()

    class Meta:
        model = Bid
        fields = (
            "id",
            "tender_reference",
            "lot_number",
            "submission",
            "organisation",
            "state",
            "created_at",
            "read_at",
            "total_price_eur",
            "issues",
            "content",
        )

    @extend_schema_field(serializers.ListField(child=serializers.DictField()))
    def get_issues(self, bid: Bid) -> list[dict[str, Any]]:
        return list(bid.issues)


@extend_schema(tags=["plis"])
class SubmissionViewSet(viewsets.ReadOnlyModelViewSet[Submission]):
    """Plis et accusés de dépôt. Avant l’ouverture : pour les auditeurs, et chacun pour les siens."""

    serializer_class = SubmissionSerializer
    queryset = Submission.objects.none()
    filterset_fields: ClassVar = {"tender__reference": ["exact"], "state": ["exact"]}

    def get_queryset(self) -> QuerySet[Submission]:
        found = visible_submissions(person(self.request))
        related = found.select_related("tender", "organisation", "receipt")
        return related.prefetch_related("files__lot").order_by("received_at", "pk")


@extend_schema(tags=["plis"])
class AttemptViewSet(viewsets.ReadOnlyModelViewSet[DepositAttempt]):
    """Tentatives de dépôt, avec leurs heures : la preuve du fonctionnement de la plateforme."""

    serializer_class = AttemptSerializer
    queryset = DepositAttempt.objects.none()
    filterset_fields: ClassVar = {"tender__reference": ["exact"], "outcome": ["exact"]}

    def get_queryset(self) -> QuerySet[DepositAttempt]:
        found = visible_attempts(person(self.request))
        return found.select_related("tender", "organisation").order_by("started_at", "pk")


@extend_schema(tags=["offres"])
class BidViewSet(viewsets.ReadOnlyModelViewSet[Bid]):
    """Offres. Avant l’ouverture des plis, aucune n’existe pour personne."""

    serializer_class = BidSerializer
    queryset = Bid.objects.none()
    filterset_fields: ClassVar = {
        "lot__tender__reference": ["exact"],
        "lot__number": ["exact"],
        "state": ["exact"],
    }

    def get_queryset(self) -> QuerySet[Bid]:
        found = visible_bids(person(self.request))
        return found.select_related("lot__tender", "organisation").order_by("lot", "pk")
