"""What can stop a capacity run, in words for the person who asked for it."""

from django.core.exceptions import ValidationError


class BidNotRead(ValidationError):  # noqa: N818  # named after what happened
    """A bid that was not read has nothing to compute."""

    def __init__(self) -> None:
        super().__init__(
            "Cette offre n’a pas été lue : il n’y a rien à calculer. "
            "Voyez les remarques de lecture sur la page de l’offre.",
            code="bid_not_read",
        )


class StaleRun(ValidationError):  # noqa: N818  # named after what happened
    """The run is no longer in a state that allows the change: someone else was first."""

    def __init__(self, state: str) -> None:
        super().__init__(
            f"Ce calcul a changé d’état entre-temps (il est maintenant : {state.lower()}). "
            "Rechargez la page pour voir où il en est ; rien n’a été modifié.",
            code="stale_run",
        )
