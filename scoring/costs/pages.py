"""What the pages of the cost parameters show."""

from dataclasses import dataclass
from datetime import date

from django.utils.text import slugify

from accounts.models import Organisation
from scoring.engine.labour_rates import MEANING, RateKind

from .models import LabourRate

#: The name of each parameter in an address.
SLUGS = {slugify(MEANING[kind]): kind for kind in RateKind}
SLUG_OF = {kind: slug for slug, kind in SLUGS.items()}


@dataclass(frozen=True, slots=True)
class KindRow:
    """A parameter and its value in force; None when it has none. newer_national: later than the buyer's."""

    kind: RateKind
    rate: LabourRate | None
    newer_national: LabourRate | None = None

    @property
    def label(self) -> str:
        return MEANING[self.kind]

    @property
    def slug(self) -> str:
        return SLUG_OF[self.kind]


def kind_rows(buyer: Organisation, day: date) -> list[KindRow]:
    """Every parameter, in the order in which the floor uses them."""
    in_force = LabourRate.objects.in_force(buyer, day)
    return [KindRow(kind, in_force.get(kind), newer_national(in_force.get(kind), day)) for kind in RateKind]


def newer_national(rate: LabourRate | None, day: date) -> LabourRate | None:
    """The national value that came into force after the buyer's own: worth a look."""
    if rate is None or rate.is_national:
        return None
    later = LabourRate.objects.filter(
        buyer__isnull=True, kind=rate.kind, applies_from__gt=rate.applies_from, applies_from__lte=day
    )
    return later.order_by("-applies_from", "-pk").first()
