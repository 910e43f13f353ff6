"""What the pages of a decision show: findings grouped, what they would lead to, decisions taken."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from bids.models import Bid, Submission

from ..enums import Result
from ..models import Finding
from ..regularisation.models import RegularisationPoint
from ..rules.qualification import Qualification, part_of, proposed, qualification
from .dossier import bid_fingerprint, late_fingerprint
from .enums import DecisionKind
from .models import AdmissibilityDecision

TONES = {Result.CONFORM: "success", Result.TO_EXAMINE: "warning", Result.ADVERSE: "danger"}
#: What asks for attention first.
ORDER = (Result.ADVERSE, Result.TO_EXAMINE, Result.CONFORM)


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with its colour and what it would lead to."""

    finding: Finding

    @property
    def tone(self) -> str:
        return TONES[Result(self.finding.result)]

    @property
    def article(self) -> str:
        """Never broken between « L. » and its number."""
        return self.finding.article.replace(" ", "\u00a0")

    @property
    def qualification(self) -> Qualification | None:
        """None for what conforms."""
        if self.finding.result == Result.CONFORM:
            return None
        return qualification(self.finding.rule, self.finding.code)

    @property
    def kind_label(self) -> str:
        found = self.qualification
        return str(DecisionKind(found.kind).label) if found else ""


@dataclass(frozen=True, slots=True)
class Group:
    """Findings about the application, or about the offer."""

    title: str
    views: list[FindingView]


def views_of(findings: Iterable[Finding]) -> list[FindingView]:
    """What asks for attention first."""
    return [
        FindingView(one)
        for one in sorted(findings, key=lambda one: (ORDER.index(Result(one.result)), one.pk))
    ]


class BidFile:
    """The file of a bid: what rules found, what they propose, what officers decided."""

    def __init__(self, bid: Bid) -> None:
        self.bid = bid

    @cached_property
    def findings(self) -> list[FindingView]:
        return views_of(Finding.objects.filter(bid=self.bid).newest())

    @property
    def groups(self) -> list[Group]:
        """The application, then the offer."""
        titles = {"application": "La candidature", "offer": "L’offre"}
        return [
            Group(title, [one for one in self.findings if part_of(one.finding.rule) == part])
            for part, title in titles.items()
        ]

    @property
    def adverse(self) -> list[FindingView]:
        return [one for one in self.findings if one.finding.result == Result.ADVERSE]

    @property
    def to_examine(self) -> list[FindingView]:
        return [one for one in self.findings if one.finding.result == Result.TO_EXAMINE]

    @cached_property
    def proposal(self) -> Qualification | None:
        return proposed((one.finding.rule, one.finding.code) for one in self.adverse)

    @property
    def proposed_label(self) -> str:
        return str(DecisionKind(self.proposal.kind).label) if self.proposal else ""

    @cached_property
    def decisions(self) -> list[AdmissibilityDecision]:
        """The newest first."""
        kept = AdmissibilityDecision.objects.filter(bid=self.bid).select_related("decided_by")
        return list(kept.order_by("-version"))

    @property
    def points(self) -> list[RegularisationPoint]:
        """What its author was asked to put right."""
        asked = RegularisationPoint.objects.filter(bid=self.bid)
        return list(asked.select_related("round__tender", "examined_by").order_by("pk"))

    @property
    def current(self) -> AdmissibilityDecision | None:
        return self.decisions[0] if self.decisions else None

    @property
    def seen(self) -> str:
        return bid_fingerprint(self.bid)


class LateFile:
    """The same for a submission that came late; its content is closed to all."""

    def __init__(self, submission: Submission) -> None:
        self.submission = submission

    @cached_property
    def findings(self) -> list[FindingView]:
        return views_of(Finding.objects.filter(submission=self.submission).newest())

    @cached_property
    def decisions(self) -> list[AdmissibilityDecision]:
        of_it = AdmissibilityDecision.objects.filter(submission=self.submission, bid__isnull=True)
        return list(of_it.select_related("decided_by").order_by("-version"))

    @property
    def current(self) -> AdmissibilityDecision | None:
        return self.decisions[0] if self.decisions else None

    @property
    def seen(self) -> str:
        return late_fingerprint(self.submission)
