"""Computing a run: once, whoever starts it and however often."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from audit.enums import EventKind
from audit.models import Event
from bids.models import Bid
from outbox.models import Job
from outbox.tasks import run_job
from scoring.engine.model import EngineInput
from scoring.engine.quick import quick_look
from scoring.enums import RunState
from scoring.fingerprint import canonical, fingerprint
from scoring.models import CapacityRun
from scoring.services import request_run
from scoring.services.computing import compute
from scoring.signals import run_completed
from tests.scoring.cases import lease_of, make_bid, make_content, opened_lot, shift, team

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(now: datetime) -> CapacityRun:
    return request_run(bid=make_bid(opened_lot()), actor=None, now=now)


def fresh(run: CapacityRun) -> CapacityRun:
    return CapacityRun.objects.get(pk=run.pk)


def test_a_run_ends_with_its_result_and_its_fingerprint(run: CapacityRun) -> None:
    compute(lease_of(run))
    done = fresh(run)
    assert done.state == RunState.DONE
    assert done.output is not None
    assert done.output["schema"] == "capacity-run/1"
    assert done.output_sha256 == fingerprint(done.output)


def test_the_engine_alone_gives_the_stored_answer_from_the_stored_input(run: CapacityRun) -> None:
    compute(lease_of(run))
    done = fresh(run)
    assert done.output is not None
    assert canonical(quick_look(EngineInput.from_dict(done.input)).to_dict()) == done.output["quick"]


def test_the_end_is_told_and_journalled(run: CapacityRun) -> None:
    told: list[Any] = []

    def listen(**what: Any) -> None:
        told.append(what["run"].pk)

    run_completed.connect(listen)
    compute(lease_of(run))
    run_completed.disconnect(listen)
    event = Event.objects.get(kind=EventKind.CAPACITY_RUN_COMPLETED)
    assert told == [run.pk]
    assert event.payload["output_sha256"] == fresh(run).output_sha256


def test_a_second_delivery_changes_nothing(run: CapacityRun) -> None:
    lease = lease_of(run)
    compute(lease)
    before = fresh(run)
    compute(lease)
    assert fresh(run).finished_at == before.finished_at
    assert Event.objects.filter(kind=EventKind.CAPACITY_RUN_COMPLETED).count() == 1


def test_a_worker_that_lost_its_lease_stores_nothing(run: CapacityRun) -> None:
    lease = lease_of(run)
    compute(replace(lease, attempt=lease.attempt + 1))
    assert fresh(run).state == RunState.RUNNING


def test_a_run_that_another_worker_left_is_taken_up(run: CapacityRun) -> None:
    CapacityRun.objects.filter(pk=run.pk).update(state=RunState.RUNNING)
    compute(lease_of(run))
    assert fresh(run).state == RunState.DONE


def test_data_that_cannot_be_computed_end_in_a_clear_failure(now: datetime) -> None:
    lot = opened_lot()
    content = make_content(lot, shifts=[shift(break_minutes=600)])
    run = request_run(bid=make_bid(lot, content), actor=None, now=now)
    compute(lease_of(run))
    failed = fresh(run)
    assert failed.state == RunState.FAILED
    assert "équipe « JOUR »" in failed.error
    assert "la pause est plus longue que le poste" in failed.error


def test_an_engine_updated_meanwhile_does_not_compute(run: CapacityRun) -> None:
    CapacityRun.objects.filter(pk=run.pk).update(engine_sha256="0" * 64)
    compute(lease_of(run))
    assert "mis à jour" in fresh(run).error


@pytest.mark.parametrize(("attempt", "state"), [(1, RunState.RUNNING), (3, RunState.FAILED)])
def test_an_unforeseen_error_is_tried_again_then_told(
    run: CapacityRun, monkeypatch: pytest.MonkeyPatch, attempt: int, state: RunState
) -> None:
    def broken(*_: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("scoring.services.computing.whole", broken)
    Job.objects.update(attempt=attempt - 1)
    with pytest.raises(ZeroDivisionError):
        compute(lease_of(run))
    assert fresh(run).state == state


def test_a_bid_without_any_team_for_the_lot_answers_nobody(now: datetime) -> None:
    lot = opened_lot()
    bid: Bid = make_bid(lot, make_content(lot, teams=[team(languages=("en",))]))
    compute(lease_of(request_run(bid=bid, actor=None, now=now)))
    output = CapacityRun.objects.get().output
    assert output is not None
    assert output["base"]["overall"] == "0.000000"
    assert len(output["quick"]["coverage_holes"][0]["hours"]) == 168


def test_the_job_is_done_through_the_task(run: CapacityRun) -> None:
    run_job(Job.objects.get().pk)
    assert fresh(run).state == RunState.DONE
