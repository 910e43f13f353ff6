"""Checks of the identifiers that organisations type."""

from django.core.exceptions import ValidationError
from stdnum.exceptions import ValidationError as NumberError
from stdnum.fr import siret

#: La Poste's establishments may fail Luhn; the plain sum of their digits is then a multiple of 5.
LA_POSTE_SIREN = "356000000"


def normalise_siret(value: str) -> str:
    """Return the 14 digits of a SIRET typed with blanks, or raise a ValidationError in French."""
    digits = "".join(value.split()).replace(".", "").replace("-", "")
    if len(digits) != 14 or not digits.isascii() or not digits.isdigit():
        raise ValidationError(
            "Un SIRET compte 14 chiffres : vérifiez-le sur l’avis de situation INSEE.", code="siret"
        )
    if digits.startswith(LA_POSTE_SIREN) and sum(map(int, digits)) % 5 == 0:
        return digits
    try:
        return str(siret.validate(digits))
    except NumberError as error:
        raise ValidationError(
            "Ce SIRET comporte une erreur de frappe : sa clé de contrôle ne correspond pas.",
            code="siret",
        ) from error


def validate_siret(value: str) -> None:
    """Django validator of a stored SIRET: 14 digits, keys right."""
    if normalise_siret(value) != value:
        raise ValidationError("Le SIRET s’écrit en 14 chiffres, sans espace.", code="siret")
