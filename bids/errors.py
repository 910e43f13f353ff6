"""What stops a deposit, an opening or a reading, in words for the person who asked for it."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError

from ui.formatting import date_paris, temps_restant


class DepositRefused(ValidationError):  # noqa: N818 - an answer to a person, not a failure of ours
    """The deposit cannot be taken; nothing of it was kept but the record of the attempt."""

    def __init__(self, message: str, code: str = "deposit_refused") -> None:
        super().__init__(message, code=code)

    @property
    def reason(self) -> str:
        return str(self.messages[0])


class KeyReused(DepositRefused):
    """The same sending key came back with other files: an old form was filled again."""

    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(
            f"Ce formulaire a déjà servi à un dépôt (accusé {number}), avec d’autres fichiers. Ce dépôt-là "
            "reste enregistré. Pour le remplacer, choisissez de nouveau vos fichiers ci-dessous et déposez.",
            code="key_reused",
        )


class TooEarly(ValidationError):  # noqa: N818 - an answer to a person, not a failure of ours
    """The deadline has not passed on the database's clock."""

    def __init__(self, deadline_at: datetime, now: datetime) -> None:
        super().__init__(
            f"Les plis restent fermés jusqu’à la date limite, le {date_paris(deadline_at)} : "
            f"encore {temps_restant(deadline_at, now) or 'moins d’une seconde'}.",
            code="too_early",
        )


class CannotBeOpened(ValidationError):  # noqa: N818 - an answer to a person, not a failure of ours
    """Someone else opened the bids first, or the consultation is not in competition."""

    def __init__(self, state: str) -> None:
        super().__init__(
            f"Les plis ne peuvent pas être ouverts : la consultation est maintenant « {state} ». "
            "Rechargez la page pour voir où elle en est.",
            code="cannot_be_opened",
        )


class StillSealed(PermissionDenied):
    """The content was asked for before the opening, or belongs to a late or replaced submission."""

    def __init__(self) -> None:
        super().__init__("Ce pli est fermé : son contenu n’est lisible par personne.")


class ReadingInterruptedError(Exception):
    """The clock or the machine ended a reading: to be tried again, the file is not in question."""

    def __init__(self) -> None:
        super().__init__("La lecture a été interrompue avant sa fin ; elle sera reprise.")


class NotStuck(ValidationError):  # noqa: N818 - an answer to a person, not a failure of ours
    """The reading of the bid is under way or done."""

    def __init__(self) -> None:
        super().__init__(
            "La lecture de cette offre est en cours ou terminée : rechargez la page.", code="not_stuck"
        )
