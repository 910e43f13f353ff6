"""What stops a reader who has not signed, and what stops a signature."""

from django.core.exceptions import PermissionDenied, ValidationError

from tenders.models import Tender


class DeclarationNeeded(PermissionDenied):
    """The person must sign first, or is recused; the site leads them to where it is done."""

    def __init__(self, tender: Tender) -> None:
        self.tender = tender
        super().__init__("Signez d’abord vos déclarations d’intérêts sur cette consultation.")


class UnknownParty(ValidationError):  # noqa: N818 - an answer to a person, not a failure of ours
    """The name is not, or no longer, among those of the opened bids."""

    def __init__(self) -> None:
        super().__init__(
            "La page ne correspond plus aux noms des offres. Rien n’a été enregistré : relisez-la.",
            code="unknown_party",
        )


class AlreadyLifted(ValidationError):  # noqa: N818 - an answer to a person, not a failure of ours
    """Somebody else lifted this recusal first."""

    def __init__(self) -> None:
        super().__init__("Ce déport a déjà été levé : rechargez la page.", code="already_lifted")
