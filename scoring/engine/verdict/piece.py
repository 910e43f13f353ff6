"""A piece: a few replications of one variant, what one worker simulates at a time."""

import re
from dataclasses import dataclass

BASE, INPUTS = "base", "inputs"
_WRITTEN = re.compile(r"(?P<variant>[a-z_]+(?::[a-z_]+)?):(?P<first>\d{1,9})-(?P<last>\d{1,9})")


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """Replications first to last - 1 of a variant; written `base:0-5`, `spec:routing:5-10`."""

    variant: str
    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.variant}:{self.first}-{self.last}"

    @classmethod
    def parse(cls, text: str) -> "Piece":
        """Raises ValueError for what is not a piece."""
        found = _WRITTEN.fullmatch(text)
        if not found or int(found["first"]) >= int(found["last"]):
            raise ValueError(f"not a piece: {text[:80]!r}")
        return cls(found["variant"], int(found["first"]), int(found["last"]))
