"""The steps of a run: each done once, whoever does them and however often."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from audit.enums import EventKind
from audit.models import Event
from bids.models import Bid
from outbox.models import Job
from outbox.tasks import run_job
from scoring.capacity.changes import Change
from scoring.engine.model import EngineInput
from scoring.engine.quick import quick_look
from scoring.engine.verdict import verdict
from scoring.enums import RunState
from scoring.fingerprint import canonical, fingerprint
from scoring.models import CapacityRun
from scoring.services import request_run, request_what_if
from scoring.services.computing import compute
from scoring.signals import run_completed
from tests.people import make_buyer, make_officer
from tests.scoring.cases import compute_run, do, lease_of, make_bid, make_content, opened_lot, shift, team

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(now: datetime) -> CapacityRun:
    return request_run(bid=make_bid(opened_lot()), actor=None, now=now)


def fresh(run: CapacityRun) -> CapacityRun:
    return CapacityRun.objects.get(pk=run.pk)


def output_of(run: CapacityRun) -> dict[str, Any]:
    output: dict[str, Any] | None = compute_run(run).output
    assert output is not None
    return output


def test_a_run_ends_with_its_result_and_its_fingerprint(run: CapacityRun) -> None:
    done = compute_run(run)
    assert done.state == RunState.DONE
    assert done.output is not None
    assert done.output["schema"] == "capacity-run/2"
    assert done.output_sha256 == fingerprint(done.output)


def test_the_engine_alone_gives_the_stored_answers_from_the_stored_input(run: CapacityRun) -> None:
    output = output_of(run)
    asked = EngineInput.from_dict(fresh(run).input)
    assert canonical(quick_look(asked).to_dict()) == output["quick"]
    assert canonical(verdict(asked)) == output["simulation"]


def test_the_first_step_shows_the_quick_part_and_hands_out_pieces(run: CapacityRun) -> None:
    do(lease_of(run))
    shown = fresh(run)
    assert shown.state == RunState.RUNNING
    assert shown.preview is not None
    assert "simulation" not in shown.preview
    assert shown.preview["answers"][0]["band"] is None
    assert shown.pieces_asked == Job.objects.filter(kind="simulate_piece").count() > 0


def test_what_counts_is_measured_from_the_simulation(run: CapacityRun) -> None:
    output = output_of(run)
    base = output["simulation"]["base"]
    (answer,) = output["answers"]
    assert float(answer["value"]) == pytest.approx(base["targets"][0]["reached_share"]["mean"], abs=1e-6)
    assert float(output["base"]["overall"]) == pytest.approx(
        base["overall"]["completed_share"]["mean"], abs=1e-6
    )
    assert answer["band"] == output["simulation"]["bands"][answer["question"]["id"]]


def test_the_preview_makes_room_for_the_result(run: CapacityRun) -> None:
    assert compute_run(run).preview is None


def test_the_end_is_told_and_journalled(run: CapacityRun) -> None:
    told: list[Any] = []

    def listen(**what: Any) -> None:
        told.append(what["run"].pk)

    run_completed.connect(listen)
    done = compute_run(run)
    run_completed.disconnect(listen)
    event = Event.objects.get(kind=EventKind.CAPACITY_RUN_COMPLETED)
    assert told == [run.pk]
    assert event.payload["output_sha256"] == done.output_sha256


def test_a_what_if_is_computed_journalled_and_told_to_nobody(now: datetime) -> None:
    officer = make_officer(make_buyer())
    told: list[Any] = []
    bid = make_bid(opened_lot(officer))
    asked = request_what_if(bid=bid, actor=officer, now=now, change=Change(volume=1.5))
    run_completed.connect(lambda **what: told.append(what), weak=False, dispatch_uid="test")
    assert compute_run(asked).state == RunState.DONE
    run_completed.disconnect(dispatch_uid="test")
    assert Event.objects.get(kind=EventKind.CAPACITY_RUN_COMPLETED).payload["method"] == "what_if"
    assert not told


def test_a_second_delivery_changes_nothing(run: CapacityRun) -> None:
    lease = lease_of(run)
    compute(lease)
    before = fresh(run)
    compute(lease)
    after = fresh(run)
    assert (after.started_at, after.pieces_asked) == (before.started_at, before.pieces_asked)
    assert Event.objects.filter(kind=EventKind.CAPACITY_RUN_STARTED).count() == 1


def test_a_first_step_that_comes_again_after_the_end_changes_nothing(run: CapacityRun) -> None:
    first = lease_of(run)
    do(first)
    done = compute_run(run)
    compute(first)
    assert fresh(run).finished_at == done.finished_at
    assert Event.objects.filter(kind=EventKind.CAPACITY_RUN_COMPLETED).count() == 1


def test_a_worker_that_lost_its_lease_stores_nothing(run: CapacityRun) -> None:
    lease = lease_of(run)
    compute(replace(lease, attempt=lease.attempt + 1))
    assert (fresh(run).state, fresh(run).preview) == (RunState.RUNNING, None)


def test_a_run_that_another_worker_left_is_taken_up(run: CapacityRun) -> None:
    CapacityRun.objects.filter(pk=run.pk).update(state=RunState.RUNNING)
    assert compute_run(run).state == RunState.DONE


def test_data_that_cannot_be_computed_end_in_a_clear_failure(now: datetime) -> None:
    lot = opened_lot()
    content = make_content(lot, shifts=[shift(break_minutes=600)])
    failed = compute_run(request_run(bid=make_bid(lot, content), actor=None, now=now))
    assert failed.state == RunState.FAILED
    assert "équipe « JOUR »" in failed.error
    assert "la pause est plus longue que le poste" in failed.error


def test_an_engine_updated_meanwhile_does_not_compute(run: CapacityRun) -> None:
    CapacityRun.objects.filter(pk=run.pk).update(engine_sha256="0" * 64)
    assert "mis à jour" in compute_run(run).error


@pytest.mark.parametrize(("attempt", "state"), [(1, RunState.RUNNING), (3, RunState.FAILED)])
def test_an_unforeseen_error_is_tried_again_then_told(
    run: CapacityRun, monkeypatch: pytest.MonkeyPatch, attempt: int, state: RunState
) -> None:
    def broken(*_: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("scoring.services.computing.quick_part", broken)
    Job.objects.update(attempt=attempt - 1)
    with pytest.raises(ZeroDivisionError):
        compute(lease_of(run))
    assert fresh(run).state == state


def test_a_bid_without_any_team_for_the_lot_answers_nobody(now: datetime) -> None:
    lot = opened_lot()
    bid: Bid = make_bid(lot, make_content(lot, teams=[team(languages=("en",))]))
    output = output_of(request_run(bid=bid, actor=None, now=now))
    assert output["base"]["overall"] == "0.000000"
    assert len(output["quick"]["coverage_holes"][0]["hours"]) == 168


def test_the_jobs_are_done_through_the_task(run: CapacityRun) -> None:
    run_job(Job.objects.get().pk)
    assert fresh(run).pieces_asked
    while due := Job.objects.filter(state="due").first():
        run_job(due.pk)
    assert fresh(run).state == RunState.DONE
