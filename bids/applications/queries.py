"""Applications of the bids that were read."""

from accounts.enums import OrganisationKind
from accounts.models import Organisation
from tenders.models import Tender

from ..models import Bid
from .operators import Presence, RepeatedPresence, presences, repeated


def repeated_operators(tender: Tender) -> list[RepeatedPresence]:
    """Operators that appear in several applications for one lot (R. 2142-21, R. 2142-23)."""
    return repeated(presence for bid in read_bids(tender) for presence in presences_of(bid))


def read_bids(tender: Tender) -> list[Bid]:
    bids = Bid.objects.readable().filter(lot__tender=tender)
    return list(bids.select_related("lot", "organisation").order_by("lot__number", "pk"))


def presences_of(bid: Bid) -> list[Presence]:
    """Without an application that was read, the one who deposited is present as a single candidate."""
    application = bid.read_content().application
    candidate = bid.organisation.legal_name
    if application is None or not application.members:
        return [Presence(bid.organisation.siren, candidate, "single", bid.lot.number, candidate)]
    return presences(application, bid.lot.number, candidate)


def known_sirens() -> set[str]:
    """SIREN of the operators that are registered, and of the members of the applications that were read."""
    registered = Organisation.objects.filter(kind=OrganisationKind.OPERATOR).values_list("siret", flat=True)
    members = {
        member.siren
        for bid in Bid.objects.readable().only("content").iterator()
        if (application := bid.read_content().application)
        for member in application.members
    }
    return {siret[:9] for siret in registered} | members
