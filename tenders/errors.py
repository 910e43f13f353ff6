"""What can stop a change of a consultation, in words for the person who asked for it."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError

from .checks import Problem


class StaleTender(ValidationError):  # noqa: N818 - named after what happened
    """The consultation is no longer in a state that allows the change: someone else was first."""

    def __init__(self, state: str) -> None:
        super().__init__(
            f"Cette consultation a changé d’état entre-temps (elle est maintenant : {state.lower()}). "
            "Rechargez la page pour voir où elle en est ; rien n’a été modifié.",
            code="stale_tender",
        )


class WorkingCopy(ValidationError):  # noqa: N818 - named after what happened
    """A working copy is neither published nor discarded by itself: it is part of an amendment."""

    def __init__(self) -> None:
        super().__init__(
            "Ceci est la copie de travail d’une consultation publiée : elle se publie, ou s’abandonne, "
            "depuis la page de la modification. Rien n’a été modifié.",
            code="working_copy",
        )


class DraftChanged(ValidationError):  # noqa: N818 - named after what happened
    """The section was changed by someone since the page was loaded."""

    def __init__(self) -> None:
        super().__init__(
            "Cette rubrique a été modifiée ailleurs depuis que vous l’avez ouverte (par un collègue ou dans "
            "un autre onglet). Rien n’a été écrasé et votre saisie est conservée ci-dessous : comparez-la au "
            "texte enregistré dans un autre onglet, puis enregistrez de nouveau pour la garder.",
            code="draft_changed",
        )


class PublicationRefused(ValidationError):  # noqa: N818 - named after what happened
    """The draft cannot be published; ``problems`` says everything that must be mended."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__([problem.message for problem in problems], code="publication_refused")
