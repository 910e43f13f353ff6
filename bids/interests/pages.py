"""What the page of the declarations shows: one's own, and everybody's to those who may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from accounts.models import User
from accounts.permissions import Person
from tenders.models import Tender
from tenders.permissions import READERS
from ui.components import Status

from ..enums import BidState
from ..models import Bid, InterestDeclaration
from .access import declarations_of, is_recused, parties_of, pending
from .names import Party
from .permissions import can_lift, can_see_declarations, can_sign

SIGNED = Status("Signées", "success")
RECUSED = Status("Déport", "warning")
TO_SIGN = Status("À signer", "neutral")


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One of the buyer's people, what they signed and what is still to be signed."""

    person: User
    roles: str
    status: Status
    waiting: int
    interests: Sequence[InterestDeclaration]

    @property
    def is_recused(self) -> bool:
        return self.status == RECUSED


class InterestsPage:
    """For one person on one consultation."""

    def __init__(self, tender: Tender, user: Person) -> None:
        self.tender, self.user = tender, user

    @cached_property
    def signer(self) -> User | None:
        return self.user if isinstance(self.user, User) and can_sign(self.user, self.tender) else None

    @cached_property
    def parties(self) -> list[Party]:
        return parties_of(self.tender)

    @cached_property
    def pending(self) -> list[Party]:
        return pending(self.signer, self.tender) if self.signer else []

    @cached_property
    def own(self) -> list[InterestDeclaration]:
        return list(declarations_of(self.signer, self.tender)) if self.signer else []

    @cached_property
    def is_recused(self) -> bool:
        return is_recused(self.user, self.tender)

    @property
    def may_read(self) -> bool:
        return self.signer is not None and not self.pending and not self.is_recused

    @property
    def status(self) -> Status:
        return status_of(recused=self.is_recused, waiting=len(self.pending))

    @property
    def unread(self) -> int:
        """Workbooks still to be read, in which other names may appear."""
        return Bid.objects.filter(lot__tender=self.tender, state=BidState.OPENED).count()

    @cached_property
    def people(self) -> list[PersonLine]:
        """Everybody at the buyer who may have to sign, to those who may see it."""
        if not can_see_declarations(self.user, self.tender):
            return []
        return self.lines(self.tender)

    @staticmethod
    def lines(tender: Tender) -> list[PersonLine]:
        return [line_of(person, tender) for person in people_of(tender)]

    @property
    def liftable(self) -> list[InterestDeclaration]:
        """Standing recusals that this person may lift."""
        standing = [one for line in self.people for one in line.interests if not hasattr(one, "lift")]
        return [one for one in standing if can_lift(self.user, self.tender, one.person)]


def line_of(person: User, tender: Tender) -> PersonLine:
    waiting, recused = len(pending(person, tender)), is_recused(person, tender)
    interests = list(declarations_of(person, tender).filter(has_interest=True))
    status = status_of(recused=recused, waiting=waiting)
    return PersonLine(person, roles_of(person, tender), status, waiting, interests)


def status_of(*, recused: bool, waiting: int) -> Status:
    if recused:
        return RECUSED
    return TO_SIGN if waiting else SIGNED


def people_of(tender: Tender) -> list[User]:
    """The active people who read the buyer's file."""
    readers = User.objects.filter(
        is_active=True, memberships__organisation=tender.buyer_id, memberships__role__in=READERS
    )
    return list(readers.distinct().order_by("full_name", "email"))


def roles_of(person: User, tender: Tender) -> str:
    held = person.memberships.filter(organisation=tender.buyer_id, role__in=READERS)
    return ", ".join(one.get_role_display().lower() for one in held)
