"""An amendment being prepared: what it changes, what that is worth in law, what it asks of the officer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Self

from ui.formatting import date_paris

from ..checks import Problem, problems_of
from ..enums import TenderState
from ..exchanges.deadlines import close_at
from ..fingerprint import Content, fingerprint_of, frozen_content
from ..law.amendments import PROLONGED, Kind, Level, Rule, level_of
from ..law.extension import proposed_deadline
from ..models import Tender, TenderVersion
from .comparison import Change, changes_between
from .copying import FIXED_OF_LOT, private_fields
from .wording import words_of

SHORT_EXTENSION = "short_extension"


def open_copy(tender: Tender) -> Tender | None:
    """Return the working copy of the amendment under way, if there is one."""
    copies = Tender.objects.filter(amends=tender, state=TenderState.DRAFT)
    return copies.select_related("buyer").first()


def content_to_publish(copy: Tender, tender: Tender) -> Content:
    """Return the copy's content in the name of the consultation."""
    return {**frozen_content(copy), "reference": tender.reference}


def copy_digest(copy: Tender) -> str:
    """Return the fingerprint of all that the copy says, its private figures included."""
    estimates = [[lot.number, lot.estimated_value_eur] for lot in copy.lots.order_by("number")]
    private = {name: text(value) for name, value in private_fields(copy).items()}
    told = {"content": frozen_content(copy), "private": private, "deadline_at": copy.deadline_at}
    return fingerprint_of({**told, "estimates": estimates})


def text(value: Any) -> str | None:
    return None if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Warned:
    """Something to read, and to say that one has, before publishing."""

    code: str
    article: str
    message: str


@dataclass(frozen=True)
class Amendment:
    """What a working copy would change of the version in force, at ``now``."""

    tender: Tender
    copy: Tender
    former: TenderVersion
    first: TenderVersion
    now: datetime

    @classmethod
    def of(cls, tender: Tender, copy: Tender, now: datetime) -> Self:
        versions = TenderVersion.objects.filter(tender=tender).order_by("number")
        return cls(tender, copy, former=versions.reverse()[0], first=versions[0], now=now)

    @cached_property
    def content(self) -> Content:
        return content_to_publish(self.copy, self.tender)

    @cached_property
    def changes(self) -> list[Change]:
        return [*self.private_changes, *changes_between(self.former.content, self.content)]

    @property
    def private_changes(self) -> list[Change]:
        """What is not published and may not change; the moment of the questions, which may."""
        own = moved(None, "", private_fields(self.tender), private_fields(self.copy))
        twins = {lot.number: lot for lot in self.copy.lots.all()}
        lots = [lot for lot in self.tender.lots.order_by("number") if lot.number in twins]
        return own + [
            change
            for lot in lots
            for change in moved(
                lot.number,
                "lot.",
                *({name: getattr(one, name) for name in FIXED_OF_LOT} for one in (lot, twins[lot.number])),
            )
        ]

    @property
    def level(self) -> Level:
        return level_of(change.rule for change in self.changes)

    @property
    def refused(self) -> list[Change]:
        return [change for change in self.changes if change.rule.refused]

    @cached_property
    def problems(self) -> list[Problem]:
        """What the drafting checks say, by the law of the day of the notice (the procedure's law)."""
        return problems_of(self.copy, self.tender.published_at or self.now)

    @cached_property
    def proposed(self) -> datetime:
        """The earliest deadline proposed."""
        return proposed_deadline(
            level=self.level,
            first=self.first.deadline_at - self.first.published_at,
            deadline_at=self.former_deadline,
            now=self.now,
        )

    @property
    def former_deadline(self) -> datetime:
        assert self.tender.deadline_at is not None
        return self.tender.deadline_at

    @property
    def questions_close_at(self) -> datetime | None:
        """Until when questions will be received, by the copy's own deadline."""
        return close_at(self.copy.questions_due_at, self.tender.published_at, self.copy.deadline_at)

    @property
    def is_prolonged(self) -> bool:
        """Must the deadline be pushed?"""
        return self.level > Level.DETAIL

    def warnings(self, deadline_at: datetime) -> list[Warned]:
        """Return what must be acknowledged for this deadline, each kind once."""
        rules: Mapping[str, Rule] = {
            change.rule.code: change.rule for change in self.changes if change.rule.asks
        }
        found = [
            Warned(rule.code, f"{rule.article} ; {rule.mark.wording}", rule.meaning)
            for rule in rules.values()
        ]
        return [*found, *([self.short_extension] if deadline_at < self.proposed else [])]

    @property
    def short_extension(self) -> Warned:
        return Warned(
            SHORT_EXTENSION,
            f"{PROLONGED} ; proportion : usage de l’application",
            f"La prolongation est plus courte que proposé (jusqu’au {date_paris(self.proposed)}).",
        )


def moved(lot: int | None, group: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    return [
        Change(
            lot,
            f"{group}{name}",
            Kind.CHANGED,
            before[name],
            after[name],
            words=words_of(f"{group}{name}", Kind.CHANGED, before[name], after[name]),
        )
        for name in before
        if before[name] != after[name]
    ]
