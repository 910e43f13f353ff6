"""What stops an exchange, in words for the person who tried."""

from datetime import date, datetime

from django.core.exceptions import ValidationError

from ui.formatting import date_paris, jour

NOT_OPEN = "Cette consultation n’est pas ouverte : elle ne reçoit pas de question."


class QuestionsClosed(ValidationError):  # noqa: N818 - named after what happened
    """Asked after the end of questions, or outside of a consultation under way."""

    def __init__(self, close_at: datetime | None, now: datetime) -> None:
        late = (
            f"Les questions étaient reçues jusqu’au {date_paris(close_at)} ; il est le {date_paris(now)}, à "
        )
        closed = f"{late}l’horloge du serveur. Votre question n’a pas été envoyée." if close_at else NOT_OPEN
        super().__init__(closed, code="questions_closed")


class StaleQuestion(ValidationError):  # noqa: N818 - named after what happened
    """A colleague answered or dismissed one of the questions since the page was shown."""

    def __init__(self, numbers: list[int]) -> None:
        named = ", ".join(f"n° {number}" for number in numbers)
        super().__init__(
            f"Depuis que vous avez ouvert la page, un collègue a déjà traité la question {named}. Rien n’a "
            "été publié ni envoyé : votre texte est conservé ci-dessous, relisez ce qui a été répondu.",
            code="stale_question",
        )


class StaleAnswer(ValidationError):  # noqa: N818 - named after what happened
    """The answer was replaced by a colleague since the page was shown."""

    def __init__(self, number: int, by: int) -> None:
        super().__init__(
            f"La réponse n° {number} a déjà été remplacée par la réponse n° {by}. Rien n’a été publié : "
            f"corrigez la réponse n° {by} si c’est encore utile.",
            code="stale_answer",
        )


class AnswersClosed(ValidationError):  # noqa: N818 - named after what happened
    """No bidder could heed the answer any more."""

    def __init__(self) -> None:
        super().__init__(
            "La remise des offres est terminée : une réponse publiée maintenant ne servirait à personne et "
            "n’est plus possible. Vous pouvez écarter la question avec son motif.",
            code="answers_closed",
        )


class LateAnswer(ValidationError):  # noqa: N818 - named after what happened
    """After the law's last day; the officer may publish all the same, knowingly."""

    def __init__(self, due_on: date) -> None:
        words = f"La dernière réponse était due le {jour(due_on)} : confirmez que vous publiez plus tard."
        super().__init__({"accepts_late": ValidationError(words, code="late_answer")})
