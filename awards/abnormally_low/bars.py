"""What an enquiry forbids the lower stages: an abnormally low bid is never put right (R. 2152-2)."""

from admissibility.regularisation import bars
from bids.models import Bid

from .models import PriceEnquiry


def install() -> None:
    """Add the reason; called once, at start-up."""
    bars.register("prix", price_bar)


def price_bar(bid: Bid) -> str:
    """Return why the bid may not be put right, an empty text when nothing forbids it."""
    enquiry = PriceEnquiry.objects.filter(bid=bid).first()
    if enquiry is None or not enquiry.is_rejected:
        return ""
    return "L’offre est rejetée comme anormalement basse : elle ne se régularise pas (R. 2152-2)."
