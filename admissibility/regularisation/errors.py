"""What stops a regularisation, in words for the person who took the step."""

from datetime import datetime

from django.core.exceptions import ValidationError

from ui.formatting import date_paris


class NotAllConcerned(ValidationError):  # noqa: N818 - named after what happened
    """A point was to be asked of some only of those whom it concerns."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(
            "L’égalité de traitement veut que tous les soumissionnaires concernés soient invités à "
            f"régulariser (R. 2144-2, R. 2152-2). Il manque : {', '.join(names)}. Rien n’a été envoyé.",
            code="not_all_concerned",
        )


class NothingToAsk(ValidationError):  # noqa: N818 - named after what happened
    """No point was chosen, or the chosen ones are no longer to be asked."""

    def __init__(self) -> None:
        super().__init__(
            "Choisissez au moins un point qui reste à régulariser. Un point déjà demandé ne l’est pas une "
            "seconde fois.",
            code="nothing_to_ask",
        )


class StaleRound(ValidationError):  # noqa: N818 - named after what happened
    """Someone else was first."""

    def __init__(self) -> None:
        super().__init__(
            "Le dossier a changé depuis que vous avez ouvert la page. Rien n’a été enregistré : relisez-le, "
            "puis recommencez si c’est encore utile.",
            code="stale_round",
        )


class ShortDelay(ValidationError):  # noqa: N818 - named after what happened
    """Less than one working day: to be confirmed."""

    def __init__(self) -> None:
        super().__init__(
            {
                "due_at": "Ce délai laisse moins d’un jour ouvré : il doit être approprié (R. 2144-2, "
                "R. 2152-2). Allongez-le, ou confirmez-le ci-dessous."
            }
        )


class AnswersClosed(ValidationError):  # noqa: N818 - named after what happened
    """The answers stay closed until the deadline, by the database's clock."""

    def __init__(self, due_at: datetime) -> None:
        super().__init__(
            f"Les réponses restent fermées jusqu’au {date_paris(due_at)}.", code="answers_closed"
        )
