"""What stops a step of an enquiry, in words for the person who took it."""

from datetime import datetime

from django.core.exceptions import ValidationError

from ui.formatting import date_paris


class StaleEnquiry(ValidationError):  # noqa: N818 - named after what happened
    """Someone else was first, or an answer came, since the page was shown."""

    def __init__(self, state: str) -> None:
        super().__init__(
            f"Ce dossier a changé depuis que vous avez ouvert la page (il est maintenant : {state.lower()}). "
            "Rien n’a été enregistré : relisez-le ci-dessous, puis recommencez si c’est encore utile.",
            code="stale_enquiry",
        )


class NotUnderEvaluation(ValidationError):  # noqa: N818 - named after what happened
    """The consultation was abandoned, or is past its evaluation."""

    def __init__(self, state: str) -> None:
        super().__init__(
            f"La vérification d’un prix se mène pendant l’analyse des offres ; la consultation, ou le lot, "
            f"est maintenant : {state.lower()}. Rien n’a été enregistré.",
            code="not_under_evaluation",
        )


class DelayRuns(ValidationError):  # noqa: N818 - named after what happened
    """The bidder may answer, and complete its answer, until the deadline."""

    def __init__(self, due_at: datetime) -> None:
        super().__init__(
            f"Le soumissionnaire peut répondre et compléter jusqu’au {date_paris(due_at)} : "
            "appréciez sa justification après ce moment.",
            code="delay_runs",
        )
