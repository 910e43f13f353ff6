"""Those who deposited are told when the consultation changes."""

from accounts.enums import Role
from accounts.models import User
from tenders.models import Tender
from tenders.versions import audience

from .enums import SubmissionState

ADVICE = (
    "Vous avez déposé un pli : il reste valablement déposé et sera ouvert à la date limite si vous ne faites "
    "rien. Si le changement touche votre offre, déposez un nouveau pli complet avant la date limite : il "
    "remplacera le premier (R. 2151-6)."
)


def depositors(tender: Tender) -> list[User]:
    """Return the active people who bid for an operator whose deposit is the one that would be opened."""
    return list(
        User.objects.filter(
            is_active=True,
            memberships__role=Role.BIDDER,
            memberships__organisation__submissions__tender=tender,
            memberships__organisation__submissions__state=SubmissionState.RECEIVED,
        ).distinct()
    )


def install() -> None:
    """Name them to the consultations; called once, at start-up."""
    audience.register(depositors, advice=ADVICE)
