"""The API on the exchanges: answers for all who enter, questions and withdrawals for auditors."""

from typing import ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, viewsets
from rest_framework.permissions import BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.views import APIView

from accounts.permissions import is_auditor
from audit.api import person

from ..models import Tender
from .models import Answer, Question, Withdrawal
from .permissions import named_withdrawals


class AuditorsOnly(BasePermission):
    """Who asks is told to auditors alone."""

    message = "Les questions reçues, qui disent leur auteur, sont réservées aux auditeurs."

    def has_permission(self, request: Request, view: APIView) -> bool:
        return is_auditor(person(request))


class AnswerSerializer(serializers.ModelSerializer[Answer]):
    """Réponse publiée à tous ; ``replaces`` et ``replaced_by`` sont des numéros de réponse."""

    tender_reference = serializers.CharField(source="tender.reference", read_only=True)
    lot_number = serializers.IntegerField(source="lot.number", read_only=True, allow_null=True, default=None)
    replaces = serializers.IntegerField(
        source="replaces.number", read_only=True, allow_null=True, default=None
    )
    replaced_by = serializers.IntegerField(
        source="replaced_by.number", read_only=True, allow_null=True, default=None
    )

    class Meta:
        model = Answer
        fields = (
            "tender_reference",
            "number",
            "lot_number",
            "question",
            "text",
            "published_at",
            "replaces",
            "replaced_by",
        )


class QuestionSerializer(serializers.ModelSerializer[Question]):
    """Question telle qu’elle a été posée, avec son auteur et ce qu’elle est devenue."""

    tender_reference = serializers.CharField(source="tender.reference", read_only=True)
    lot_number = serializers.IntegerField(source="lot.number", read_only=True, allow_null=True, default=None)
    answer_number = serializers.IntegerField(
        source="answer.number", read_only=True, allow_null=True, default=None
    )

    class Meta:
        model = Question
        fields = (
            "tender_reference",
            "number",
            "lot_number",
            "text",
            "asked_at",
            "asked_by_id",
            "organisation_id",
            "state",
            "answer_number",
            "dismissal_reason",
            "dismissal_note",
            "dismissed_by_id",
            "dismissed_at",
        )


class WithdrawalSerializer(serializers.ModelSerializer[Withdrawal]):
    """Retrait d’un document par une personne connectée, avec l’empreinte de la version retirée."""

    tender_reference = serializers.CharField(source="tender.reference", read_only=True)
    lot_number = serializers.IntegerField(source="lot.number", read_only=True, allow_null=True, default=None)

    class Meta:
        model = Withdrawal
        fields = (
            "tender_reference",
            "lot_number",
            "document",
            "fingerprint",
            "withdrawn_at",
            "withdrawn_by_id",
            "organisation_id",
        )


@extend_schema(tags=["questions et retraits"])
class AnswerViewSet(viewsets.ReadOnlyModelViewSet[Answer]):
    """Réponses publiées, toutes : une réponse remplacée reste lisible. Aucune ne dit qui a demandé."""

    serializer_class = AnswerSerializer
    permission_classes = (IsAuthenticated,)
    queryset = Answer.objects.none()
    filterset_fields: ClassVar = {"tender__reference": ["exact"], "published_at": ["gte", "lte"]}

    def get_queryset(self) -> QuerySet[Answer]:
        found = Answer.objects.filter(tender__in=Tender.objects.public())
        related = found.select_related("tender", "lot", "replaces", "replaced_by")
        return related.order_by("tender__reference", "number")


@extend_schema(tags=["questions et retraits"])
class QuestionViewSet(viewsets.ReadOnlyModelViewSet[Question]):
    """Questions reçues, mot pour mot. Réservé aux auditeurs : l’acheteur ne sait pas qui demande."""

    serializer_class = QuestionSerializer
    permission_classes = (AuditorsOnly,)
    queryset = Question.objects.none()
    filterset_fields: ClassVar = {"tender__reference": ["exact"], "state": ["exact"]}

    def get_queryset(self) -> QuerySet[Question]:
        found = Question.objects.select_related("tender", "lot", "answer")
        return found.order_by("tender__reference", "number")


@extend_schema(tags=["questions et retraits"])
class WithdrawalViewSet(viewsets.ReadOnlyModelViewSet[Withdrawal]):
    """Retraits de documents : aux auditeurs, et aux agents de l’acheteur une fois les plis ouverts."""

    serializer_class = WithdrawalSerializer
    permission_classes = (IsAuthenticated,)
    queryset = Withdrawal.objects.none()
    filterset_fields: ClassVar = {"tender__reference": ["exact"]}

    def get_queryset(self) -> QuerySet[Withdrawal]:
        found = named_withdrawals(person(self.request)).select_related("tender", "lot")
        return found.order_by("withdrawn_at", "pk")
