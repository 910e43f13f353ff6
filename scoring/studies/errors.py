"""What can stop a study, in words for the person who asked for it."""

from django.core.exceptions import ValidationError


class CannotStudy(ValidationError):  # noqa: N818  # says what it is
    """The lot does not say enough yet."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason, code="cannot_study")
