"""Who applies in a consultation, across its submissions: facts, for the rules and the pages to judge.

A person leads one grouping only for one contract (R. 2142-23); whether it may be single and member, or a
member of several, is for the rules of the consultation to say (R. 2142-21).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from .content import ApplicationContent

Position = Literal["single", "lead", "member"]


@dataclass(frozen=True, slots=True)
class Presence:
    """One operator in one application for one lot; `candidate`: who deposited it, as shown."""

    siren: str
    name: str
    position: Position
    lot_number: int
    candidate: str


@dataclass(frozen=True, slots=True)
class RepeatedPresence:
    """An operator met in several applications for one lot.

    leads: groupings that it leads; singles: applications as a single candidate; memberships: groupings of
    which it is a member without leading.
    """

    siren: str
    name: str
    lot_number: int
    leads: tuple[str, ...]
    singles: tuple[str, ...]
    memberships: tuple[str, ...]

    @property
    def leads_two(self) -> bool:
        """Forbidden in any case (R. 2142-23)."""
        return len(self.leads) > 1

    @property
    def is_single_and_member(self) -> bool:
        """Forbidden only where the rules of the consultation say so (R. 2142-21, 1°)."""
        return bool(self.singles and (self.leads or self.memberships))

    @property
    def is_member_of_several(self) -> bool:
        """Forbidden only where the rules of the consultation say so (R. 2142-21, 2°)."""
        return len(self.leads) + len(self.memberships) > 1


def presences(application: ApplicationContent, lot_number: int, candidate: str) -> list[Presence]:
    """Each member of one application."""
    return [
        Presence(
            member.siren, member.name, _position(application, is_lead=member.is_lead), lot_number, candidate
        )
        for member in application.members
    ]


def _position(application: ApplicationContent, *, is_lead: bool) -> Position:
    if not application.is_grouping:
        return "single"
    return "lead" if is_lead else "member"


def repeated(found: Iterable[Presence]) -> list[RepeatedPresence]:
    """Operators present in several applications for one lot, in the order of their SIREN."""
    by_operator: dict[tuple[int, str], list[Presence]] = defaultdict(list)
    for presence in found:
        by_operator[presence.lot_number, presence.siren].append(presence)
    return [
        _repeated(several)
        for _, several in sorted(by_operator.items())
        if len({presence.candidate for presence in several}) > 1
    ]


def _repeated(several: list[Presence]) -> RepeatedPresence:
    first = several[0]
    return RepeatedPresence(
        siren=first.siren,
        name=first.name,
        lot_number=first.lot_number,
        leads=_of(several, "lead"),
        singles=_of(several, "single"),
        memberships=_of(several, "member"),
    )


def _of(several: list[Presence], position: Position) -> tuple[str, ...]:
    return tuple(presence.candidate for presence in several if presence.position == position)
