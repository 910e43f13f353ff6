"""What the services of this app refuse, in the words that the person reads."""

from django.core.exceptions import ValidationError

EMAIL_TAKEN = (
    "Un compte existe déjà avec cette adresse : connectez-vous, ou demandez un nouveau mot de passe."
)


class SiretTakenError(ValidationError):
    """Says neither who registered the organisation nor whether that person still has an account."""

    def __init__(self) -> None:
        message = (
            "Une organisation est déjà inscrite avec ce SIRET. Demandez à l’un de ses administrateurs "
            "de vous inviter : il le fait depuis la page « Membres » de son compte."
        )
        super().__init__({"siret": ValidationError(message, code="siret_taken")})


class EmailTakenError(ValidationError):
    def __init__(self) -> None:
        super().__init__({"email": ValidationError(EMAIL_TAKEN, code="email_taken")})


class RoleRefusedError(ValidationError):
    """The role does not exist in this kind of organisation."""


class LastAdministratorError(ValidationError):
    def __init__(self) -> None:
        super().__init__(
            "C’est le dernier administrateur de l’organisation. Donnez d’abord ce rôle à une autre personne.",
            code="last_administrator",
        )


class AlreadyDoneError(ValidationError):
    """Somebody else was first: nothing was changed."""


class InvitationRefusedError(ValidationError):
    """The invitation expired, was withdrawn, or was meant for somebody else."""


class TokenRefusedError(ValidationError):
    """The person may not hold this token."""
