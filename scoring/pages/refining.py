"""The what-ifs of a bid that were simulated, or are being: the one of the sliders, and the list of all."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from bids.models import Bid
from ui.components import Progress, Status
from ui.formatting import pourcent

from ..capacity.changes import Change
from ..enums import RunState
from ..models import CapacityRun
from .progress import TONES, progress_of_run
from .verdict import VerdictPage
from .what_if_form import address_of, change_in_words

MOST_LINES = 50
#: Where an output keeps the callers served to the end.
SIMULATED_SHARE = "output__simulation__bands__completed_share__mean"


@dataclass(frozen=True, slots=True)
class AskedLine:
    """A what-if already asked, with the address that shows it again."""

    run: CapacityRun
    change: Change
    url: str
    share: str

    @property
    def words(self) -> str:
        return change_in_words(self.change)

    @property
    def status(self) -> Status:
        state = RunState(self.run.state)
        return Status(str(state.label), TONES[state])


class Refinement:
    """What is known by simulation of one change of a bid."""

    def __init__(self, bid: Bid, change: Change) -> None:
        self.bid, self.change = bid, change

    @cached_property
    def run(self) -> CapacityRun | None:
        """The last run of this very change; unchanged, there is the verdict of the bid."""
        if self.change.is_neutral:
            return None
        asked = CapacityRun.objects.what_ifs().filter(bid=self.bid, change=self.change.to_dict())
        return asked.first()

    @property
    def work(self) -> Progress | None:
        return progress_of_run(self.run) if self.run and self.run.is_active else None

    @cached_property
    def verdict(self) -> VerdictPage | None:
        output = self.run.output if self.run and self.run.state == RunState.DONE else None
        return VerdictPage(output) if output else None

    @property
    def is_over(self) -> bool:
        """Did it end without a result?"""
        return self.run is not None and self.run.state in (RunState.FAILED, RunState.CANCELLED)


def asked_lines(bid: Bid) -> list[AskedLine]:
    """The latest changes that were asked of the bid, each once."""
    runs = CapacityRun.objects.what_ifs().filter(bid=bid)[:MOST_LINES]
    shares = dict(runs.values_list("pk", SIMULATED_SHARE))
    last: dict[Change, CapacityRun] = {}
    for run in runs.defer("input", "preview", "output").select_related("requested_by"):
        last.setdefault(Change.from_dict(run.change or {}), run)
    page = reverse("scoring:what_if", args=[bid.pk])
    return [
        AskedLine(run, change, page + address_of(change), pourcent(shares[run.pk]))
        for change, run in last.items()
    ]
