"""The auditors' API, version 1: every stage registers its own read-only views here."""

from rest_framework.routers import DefaultRouter

router = DefaultRouter()
