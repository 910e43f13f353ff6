"""What can stop a ranking, in words for the person who asked for it."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError


class NotReady(ValidationError):  # noqa: N818  # named after what happened
    """Something is missing; ``missing`` has one sentence an offer."""

    def __init__(self, missing: Sequence[str]) -> None:
        self.missing = tuple(missing)
        super().__init__(
            ["Le classement ne peut pas encore être établi.", *self.missing],
            code="ranking_not_ready",
        )


class NothingToRank(ValidationError):  # noqa: N818  # named after what happened
    """The lot has no offer that could be read."""

    def __init__(self) -> None:
        super().__init__(
            "Aucune offre lisible pour ce lot : il n’y a rien à classer. "
            "Voyez les remarques de lecture de chaque offre, ou déclarez la procédure sans suite.",
            code="nothing_to_rank",
        )
