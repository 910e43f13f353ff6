"""What stops a step towards the end of a lot, in words for the person who took it."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError

from .state import Blocker


class StaleEnding(ValidationError):  # noqa: N818 - named after what happened
    """Someone else was first since the page was shown."""

    def __init__(self, state: str) -> None:
        super().__init__(
            f"Ce lot a changé depuis que vous avez ouvert la page (il est maintenant : {state.lower()}). "
            "Rien n’a été enregistré : relisez-le ci-dessous, puis recommencez si c’est encore utile.",
            code="stale_ending",
        )


class Refused(ValidationError):  # noqa: N818 - named after what happened
    """The law, or the step before, forbids it; ``blockers`` says everything that does."""

    def __init__(self, blockers: Sequence[Blocker]) -> None:
        self.blockers = tuple(blockers)
        said = [f"{one.message.rstrip('.')} ({one.article})." for one in blockers]
        super().__init__(said, code="ending_refused")


class StaleHold(ValidationError):  # noqa: N818 - named after what happened
    """The référé was already lifted."""

    def __init__(self) -> None:
        super().__init__("La levée de ce référé est déjà inscrite : rien n’a été modifié.", code="stale_hold")
