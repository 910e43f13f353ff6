"""Applications of the bids that were read."""

from accounts.enums import OrganisationKind
from accounts.models import Organisation

from ..models import Bid


def known_sirens() -> set[str]:
    """SIREN of the operators that are registered, and of the members of the applications that were read."""
    registered = Organisation.objects.filter(kind=OrganisationKind.OPERATOR).values_list("siret", flat=True)
    members = {
        member.siren
        for bid in Bid.objects.readable().only("content").iterator()
        if (application := bid.read_content().application)
        for member in application.members
        if member.siren
    }
    return {siret[:9] for siret in registered} | members
