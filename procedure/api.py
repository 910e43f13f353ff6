"""The auditors' API on timelines: what happened and what is due, as the pages and the tasks see it."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, viewsets
from rest_framework.permissions import IsAuthenticated

from accounts.permissions import is_auditor, organisations_with_role
from audit.api import person
from audit.clock import database_now
from tenders.models import Tender
from tenders.permissions import READERS

from .chronograph.gather import moments_of


class TimelineSerializer(serializers.ModelSerializer[Tender]):
    """Moments d’une consultation, dans l’ordre, à l’heure de la base (``at``).

    ``state`` : done, blocked, overdue, to_do ou coming ; ``mark`` : V (texte lu), V2, M ou I.
    """

    at = serializers.SerializerMethodField()
    moments = serializers.SerializerMethodField()

    class Meta:
        model = Tender
        fields = ("reference", "at", "moments")

    def get_at(self, _tender: Tender) -> str:
        return str(database_now().isoformat())

    def get_moments(self, tender: Tender) -> list[dict[str, Any]]:
        now = database_now()
        return [
            {
                "name": one.name,
                "label": one.label,
                "lot": one.lot,
                "nature": one.nature,
                "state": one.state(now),
                "due_at": one.due_at,
                "done_at": one.done_at,
                "article": one.article,
                "mark": one.mark,
                "who": one.who,
                "text": one.text,
                "blocked_by": list(one.blocked_by),
            }
            for one in moments_of(tender, now)
        ]


@extend_schema(tags=["consultations"])
class TimelineViewSet(viewsets.ReadOnlyModelViewSet[Tender]):
    """Déroulement des consultations publiées : auditeurs, et lecteurs du dossier pour les leurs."""

    serializer_class = TimelineSerializer
    permission_classes = (IsAuthenticated,)
    queryset = Tender.objects.none()
    lookup_field = "reference"

    def get_queryset(self) -> QuerySet[Tender]:
        user, public = person(self.request), Tender.objects.public().order_by("reference")
        if is_auditor(user):
            return public
        return public.filter(buyer__in=organisations_with_role(user, *READERS))
