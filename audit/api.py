"""The auditors' API on the journal."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, viewsets
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from accounts.permissions import Person

from .filters import EventFilter
from .models import Event, EventQuerySet
from .permissions import can_read_journal, readable_events


def person(request: Request) -> Person:
    """Return who asks."""
    return request.user


class JournalReader(BasePermission):
    """Auditors and officers; which events each sees is decided by readable_events."""

    message = "Le journal est réservé aux auditeurs et aux agents acheteurs."

    def has_permission(self, request: Request, view: APIView) -> bool:
        return can_read_journal(person(request))


class EventSerializer(serializers.ModelSerializer[Event]):
    """An event with its leaf hash: SHA-256(0x00 || canonical JSON), see docs/spec/journal.md."""

    kind_label = serializers.CharField(
        source="get_kind_display", read_only=True, help_text="Nature, en français."
    )

    class Meta:
        model = Event
        fields = (
            "sequence",
            "recorded_at",
            "kind",
            "kind_label",
            "actor_id",
            "actor_name",
            "tender_reference",
            "object_type",
            "object_id",
            "payload",
            "leaf_hash",
        )


@extend_schema(tags=["journal"])
class EventViewSet(viewsets.ReadOnlyModelViewSet[Event]):
    """Événements du journal, dans l’ordre. Rien n’y est modifié ni supprimé."""

    serializer_class = EventSerializer
    permission_classes = (JournalReader,)
    filterset_class = EventFilter
    queryset = Event.objects.none()

    def get_queryset(self) -> EventQuerySet:
        return readable_events(person(self.request))
