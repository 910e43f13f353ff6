"""The auditors' API, version 1: every stage registers its own read-only views here."""

from rest_framework.routers import DefaultRouter

from admissibility.api import FindingViewSet
from audit.api import EventViewSet

router = DefaultRouter()
router.register("events", EventViewSet, basename="event")
router.register("findings", FindingViewSet, basename="finding")
