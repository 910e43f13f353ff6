"""The versions, by the name of their package; the table stands with those of the consultation."""

from ..models.version import TenderVersion, VersionQuerySet

__all__ = ["TenderVersion", "VersionQuerySet"]
