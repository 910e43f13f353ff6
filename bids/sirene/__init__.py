"""What INSEE's register SIRENE says of operators, from an extract that is imported (never asked online)."""

from .models import SireneUnit
from .queries import lookup, lookup_many

__all__ = ["SireneUnit", "lookup", "lookup_many"]
