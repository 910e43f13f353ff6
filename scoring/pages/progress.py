"""How far the runs of a consultation are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from accounts.permissions import Person
from bids.enums import BidState
from bids.hub import stuck_readings
from bids.models import Bid
from tenders.models import Tender
from ui.components import Progress

from ..enums import RunState
from ..models import CapacityRun
from ..permissions import can_compute
from ..services.requests import is_abandoned
from .result import ResultPage

TONES = {
    RunState.QUEUED: "neutral",
    RunState.RUNNING: "info",
    RunState.DONE: "success",
    RunState.FAILED: "danger",
    RunState.CANCELLED: "warning",
}


@dataclass(frozen=True, slots=True)
class BidLine:
    """A bid with its last verdict and its result: once it is done, or as the quick look sees it meanwhile."""

    bid: Bid
    run: CapacityRun | None
    result: ResultPage | None
    is_reading_stuck: bool = False

    @property
    def tone(self) -> str:
        return TONES[RunState(self.run.state)] if self.run else "neutral"

    @property
    def is_unreadable(self) -> bool:
        return self.bid.state == BidState.UNREADABLE

    @property
    def is_stuck(self) -> bool:
        """Did its workers die at each attempt?"""
        return self.run is not None and is_abandoned(self.run)

    @property
    def is_being_read(self) -> bool:
        """Is its workbook still to be read? Its run is asked for in the same transaction as its reading."""
        return self.bid.state == BidState.OPENED and not self.is_reading_stuck

    @property
    def is_moving(self) -> bool:
        """Is something still to come without anybody's doing?"""
        computed = self.run is not None and self.run.is_active and not self.is_stuck
        return computed or self.is_being_read

    @property
    def may_launch(self) -> bool:
        if self.bid.state != BidState.READ:
            return False
        return not self.is_moving and (self.run is None or self.run.state != RunState.DONE)

    @property
    def is_preview(self) -> bool:
        """Is the result what the quick look sees while the simulation lasts?"""
        return self.result is not None and self.result.simulated is None

    @property
    def percent(self) -> int:
        return 100 * self.run.progress_done // max(self.run.progress_total, 1) if self.run else 0


def bid_lines(tender: Tender) -> list[BidLine]:
    """The bids of all lots, in order."""
    runs = CapacityRun.objects.verdicts().filter(bid__lot__tender=tender).last_of_each_bid()
    last = {run.bid_id: run for run in runs.select_related("bid__lot__tender", "bid__organisation")}
    bids = (
        Bid.objects.filter(lot__tender=tender)
        .select_related("lot", "organisation")
        .order_by("lot__number", "pk")
    )
    stuck = {bid.pk for bid in stuck_readings(list(bids))}
    return [line_of(bid, last.get(bid.pk), is_reading_stuck=bid.pk in stuck) for bid in bids]


def progress_context(tender: Tender, user: Person) -> dict[str, Any]:
    """What the page of the runs and the panel of the file show."""
    lines = bid_lines(tender)
    movable = any(line.may_launch or line.is_moving for line in lines)
    return {
        "tender": tender,
        "lines": lines,
        "work": progress_of(tender, lines),
        "shows_actions": movable and can_compute(user, tender),
    }


def line_of(bid: Bid, run: CapacityRun | None, *, is_reading_stuck: bool) -> BidLine:
    has_result = run is not None and (run.output or (run.preview and run.is_active))
    return BidLine(bid, run, ResultPage(run) if run and has_result else None, is_reading_stuck)


def progress_of(tender: Tender, lines: Sequence[BidLine]) -> Progress:
    """All runs as one work, in hundredths of the whole; « done » once nothing moves any more."""
    asked = [line.run for line in lines if line.run]
    done = sum(run.state == RunState.DONE for run in asked)
    moving = any(line.is_moving for line in lines)
    expected = len(asked) + sum(line.is_being_read for line in lines)
    return Progress(
        label=label_of(lines, done, expected),
        done=sum(parts_done(run) for run in asked) // max(expected, 1),
        total=100 if expected else 0,
        state="running" if moving else "done",
        poll_url=reverse("scoring:progress_json", args=[tender.reference]),
        stage=f"{sum(line.is_preview for line in lines)}-{done}",
    )


def progress_of_run(run: CapacityRun) -> Progress:
    """One run, in hundredths; the whole may grow as long as the precision is not reached."""
    ended = "failed" if run.state in (RunState.FAILED, RunState.CANCELLED) else "done"
    what = "Simulation en cours" if run.preview else f"Calcul {run.get_state_display().lower()}"
    return Progress(
        label=f"{what}. Avancement en centièmes",
        done=parts_done(run),
        total=100,
        state="running" if run.is_active else ended,
        poll_url=reverse("scoring:run_progress_json", args=[run.pk]),
        stage="preview" if run.preview else "",
    )


def parts_done(run: CapacityRun) -> int:
    """Hundredths of a run; one that is over, however it ended, counts whole."""
    if not run.is_active:
        return 100
    return 100 * run.progress_done // max(run.progress_total, 1) if run.state == RunState.RUNNING else 0


def label_of(lines: Sequence[BidLine], done: int, expected: int) -> str:
    """Say how many of the expected results are there, and what is being done."""
    current = next((line.run for line in lines if line.run and line.run.state == RunState.RUNNING), None)
    counted = f"{done} offre{'s' if done > 1 else ''} calculée{'s' if done > 1 else ''} sur {expected}"
    reading = ", lecture des classeurs" if any(line.is_being_read for line in lines) else ""
    running = f", en cours : {current.bid.organisation}" if current else reading
    return f"{counted}{running}. Avancement en centièmes"
