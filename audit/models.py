"""The append-only journal."""

from typing import Any, ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from accounts.models import User

from .enums import event_kinds
from .journal.entry import Entry


class EventQuerySet(models.QuerySet["Event"]):
    def of_tender(self, reference: str) -> "EventQuerySet":
        return self.filter(tender_reference=reference)

    def about(self, subject: models.Model) -> "EventQuerySet":
        return self.filter(object_type=subject._meta.label_lower, object_id=str(subject.pk))


class Event(models.Model):
    """What happened, who did it, to what; PostgreSQL refuses to change or delete a row."""

    sequence = models.PositiveBigIntegerField("numéro", primary_key=True)
    recorded_at = models.DateTimeField("date")
    kind = models.CharField("nature", max_length=40, choices=event_kinds)
    actor = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name="auteur",
    )
    actor_name = models.CharField("nom de l’auteur", max_length=200)
    tender_reference = models.CharField("consultation", max_length=40, blank=True)
    object_type = models.CharField("objet", max_length=60)
    object_id = models.CharField("identifiant", max_length=60)
    payload = models.JSONField("détails", default=dict)
    leaf_hash = models.CharField("empreinte", max_length=64)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = "événement"
        verbose_name_plural = "événements"
        ordering: ClassVar = ["sequence"]
        indexes: ClassVar = [
            models.Index(fields=["tender_reference", "sequence"], name="event_tender"),
            models.Index(fields=["object_type", "object_id"], name="event_object"),
            GinIndex(fields=["payload"], name="event_payload"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence}. {self.get_kind_display()}"

    def entry(self) -> Entry:
        """Return the event as it is hashed."""
        payload: dict[str, Any] = self.payload
        return Entry(
            sequence=self.sequence,
            recorded_at=self.recorded_at,
            kind=self.kind,
            actor_id=self.actor_id,
            actor_name=self.actor_name,
            tender_reference=self.tender_reference,
            object_type=self.object_type,
            object_id=self.object_id,
            payload=payload,
        )
