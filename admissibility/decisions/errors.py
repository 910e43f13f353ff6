"""What stops a decision, in words for the officer who took it."""

from datetime import datetime

from django.core.exceptions import ValidationError

from ui.formatting import date_paris


class StaleFile(ValidationError):  # noqa: N818 - named after what happened
    """The file of the bid is no longer the one that the page showed."""

    def __init__(self) -> None:
        super().__init__(
            "Le dossier de cette offre a changé depuis que vous avez ouvert la page (un constat, une "
            "régularisation ou une autre décision). Rien n’a été enregistré : relisez-le, puis recommencez "
            "si c’est encore utile.",
            code="stale_file",
        )


class NotUnderEvaluation(ValidationError):  # noqa: N818 - named after what happened
    """The consultation was abandoned, or is past its evaluation."""

    def __init__(self, state: str) -> None:
        super().__init__(
            "La recevabilité se décide pendant l’analyse des offres ; la consultation est maintenant : "
            f"{state.lower()}. Rien n’a été enregistré.",
            code="not_under_evaluation",
        )


class RegularisationUnderWay(ValidationError):  # noqa: N818 - named after what happened
    """The bidder was asked to put its bid right, and what it answers was not examined yet."""

    def __init__(self, due_at: datetime) -> None:
        super().__init__(
            f"Une régularisation est demandée à ce soumissionnaire jusqu’au {date_paris(due_at)} : ouvrez et "
            "examinez les réponses, point par point, avant d’écarter son offre.",
            code="regularisation_under_way",
        )
