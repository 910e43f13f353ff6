"""What the page of a bid shows, in French words, from the content that was read."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from tenders.versions.models import TenderVersion

from .application_page import ApplicationPage, SubcontractRow, application_page, subcontract_row
from .models import Bid, SubmissionFile
from .sirene import lookup_many
from .workbook.content import BidContent, PriceLine, Shift, Subcontractor, Team
from .workbook.report import Issue
from .workbook.vocabulary import CHANNEL_LABELS, DAY_LABELS, LEAD_EMPLOYER, ROLE_LABELS, language_label

MINUTES_OF_DAY = 1440


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team with its words."""

    team: Team
    employer: str
    levels: str
    languages: str
    channels: str


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """A shift with its words; ``duration_minutes`` from start to end, breaks included."""

    shift: Shift
    days: str
    start: str
    end: str
    duration_minutes: int


@dataclass(frozen=True, slots=True)
class SubcontractorRow:
    """A declared subcontractor with its words."""

    subcontractor: Subcontractor
    levels: str
    channels: str


@dataclass(frozen=True, slots=True)
class PriceRow:
    """A price with the buyer's words for its line."""

    line: PriceLine
    label: str
    unit: str


class BidPage:
    """Everything that templates/bids shows of one bid."""

    def __init__(self, bid: Bid) -> None:
        self.bid = bid

    @cached_property
    def content(self) -> BidContent | None:
        return self.bid.read_content() if self.bid.content is not None else None

    @cached_property
    def version(self) -> TenderVersion | None:
        """The version that the workbook was made from; the last of those with its content."""
        made_from = self.content.fingerprint if self.content else ""
        versions = TenderVersion.objects.filter(tender=self.bid.lot.tender)
        return versions.naming(made_from).order_by("number").last()

    @cached_property
    def issues(self) -> list[Issue]:
        return [Issue.from_dict(issue) for issue in self.bid.issues]

    @property
    def errors(self) -> list[Issue]:
        return [issue for issue in self.issues if issue.severity == "error"]

    @property
    def warnings(self) -> list[Issue]:
        return [issue for issue in self.issues if issue.severity == "warning"]

    @cached_property
    def documents(self) -> list[SubmissionFile]:
        """What was deposited for this lot, then what is common to all lots."""
        files = self.bid.submission.files.select_related("lot").order_by("position")
        return [file for file in files if file.lot_id in {self.bid.lot_id, None}]

    @property
    def teams(self) -> list[TeamRow]:
        return [team_row(team) for team in self.content.teams] if self.content else []

    @property
    def shifts(self) -> list[ShiftRow]:
        return [shift_row(shift) for shift in self.content.shifts] if self.content else []

    @property
    def subcontractors(self) -> list[SubcontractorRow]:
        return [subcontractor_row(row) for row in self.content.subcontractors] if self.content else []

    @property
    def subcontracts(self) -> list[SubcontractRow]:
        return [subcontract_row(row) for row in self.content.subcontractors] if self.content else []

    @cached_property
    def application(self) -> ApplicationPage | None:
        application = self.content.application if self.content else None
        if application is None:
            return None
        return application_page(application, lookup_many(member.siren for member in application.members))

    @property
    def prices(self) -> list[PriceRow]:
        lines = {line.code: line for line in self.bid.lot.price_lines.all()}
        return [
            PriceRow(price, lines[price.code].label, lines[price.code].unit)
            for price in (self.content.prices if self.content else ())
        ]


def team_row(team: Team) -> TeamRow:
    return TeamRow(
        team,
        employer_label(team),
        spelled(str(level) for level in team.levels),
        spelled(language_label(code) for code in team.languages),
        spelled(CHANNEL_LABELS[channel] for channel in team.channels),
    )


def employer_label(team: Team) -> str:
    """« titulaire », or the name of the employer with what it is to the contract."""
    role = ROLE_LABELS[team.employer_role]
    return role if team.employer == LEAD_EMPLOYER else f"{team.employer} ({role})"


def shift_row(shift: Shift) -> ShiftRow:
    return ShiftRow(
        shift,
        days_label(shift.days),
        clock(shift.start_minute),
        clock(shift.end_minute),
        shift.end_minute - shift.start_minute,
    )


def subcontractor_row(subcontractor: Subcontractor) -> SubcontractorRow:
    return SubcontractorRow(
        subcontractor,
        spelled(str(level) for level in subcontractor.levels),
        spelled(CHANNEL_LABELS[channel] for channel in subcontractor.channels),
    )


def days_label(days: tuple[int, ...]) -> str:
    """« lundi à vendredi », « samedi, dimanche », « tous les jours »."""
    if len(days) == len(DAY_LABELS):
        return "tous les jours"
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{DAY_LABELS[days[0]]} à {DAY_LABELS[days[-1]]}"
    return spelled(DAY_LABELS[day] for day in days)


def clock(minute: int) -> str:
    """« 22 h 00 »; past midnight « 6 h 00 (lendemain) »."""
    hours, minutes = divmod(minute % MINUTES_OF_DAY, 60)
    written = f"{hours}\u00a0h\u00a0{minutes:02}"
    if minute == MINUTES_OF_DAY:
        return "24\u00a0h\u00a000"
    return f"{written} (lendemain)" if minute > MINUTES_OF_DAY else written


def spelled(words: Iterable[str]) -> str:
    return ", ".join(words)
