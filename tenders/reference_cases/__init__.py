"""Real services as ready-made drafts; what is supposed and not known says « hypothèse »."""

from .case import ReferenceCase
from .helpline_3919 import HELPLINE_3919

__all__ = ["HELPLINE_3919", "ReferenceCase"]
