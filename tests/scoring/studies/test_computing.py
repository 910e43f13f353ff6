"""The job of a study: done once, or ended with its reason."""

import pytest

from audit.models import Event
from outbox.registry import work_of
from scoring.engine.model import EngineInput
from scoring.enums import RunState
from scoring.fingerprint import fingerprint
from scoring.studies import computing
from scoring.studies.models import StaffingStudy
from scoring.studies.services import KIND, cancel_study, give_up_study
from tenders.models import Lot
from tests.scoring.cases import do
from tests.scoring.studies.work import asked, computed, lease_of

pytestmark = pytest.mark.django_db


def test_a_study_ends_with_a_roster_that_holds_and_its_fingerprint(lot: Lot) -> None:
    study = computed(asked(lot))
    assert study.state == RunState.DONE
    assert study.output is not None
    assert study.output_sha256 == fingerprint(study.output)
    assert all(one["is_held"] for one in study.output["targets"])
    EngineInput.from_dict({**study.input, "groups": study.output["groups"]})
    last = Event.objects.order_by("sequence").last()
    assert last is not None
    assert (last.kind, last.payload["output_sha256"]) == ("staffing_study_completed", study.output_sha256)


def test_what_cannot_be_held_ends_the_study_with_its_reason(lot: Lot) -> None:
    lot.requirements.update(threshold_share="1")
    study = computed(asked(lot))
    assert study.state == RunState.FAILED
    assert "aucun effectif fini" in study.error
    assert "90 % des appels répondus" in study.error


def test_another_engine_is_not_asked_in_the_place_of_the_one_asked(lot: Lot) -> None:
    study = asked(lot)
    StaffingStudy.objects.filter(pk=study.pk).update(engine_sha256="0" * 64)
    assert "mis à jour" in computed(study).error


def test_a_cancelled_study_stops_at_its_next_step(lot: Lot) -> None:
    study = asked(lot)
    lease = lease_of(study)
    started = computing.start(study, lease)
    cancel_study(study=started, actor=lot.tender.created_by, now=started.requested_at)
    with pytest.raises(computing.Stopped):
        computing.showing(started, lease)(1, 5)
    do(lease)
    study.refresh_from_db()
    assert (study.state, study.output) == (RunState.CANCELLED, None)


def test_a_study_that_no_worker_finishes_is_given_up_once(lot: Lot) -> None:
    study = asked(lot)
    mourner = work_of(KIND).on_failed
    assert mourner is not None
    mourner({"study": str(study.pk)})
    give_up_study(study_id=str(study.pk))
    study.refresh_from_db()
    assert study.state == RunState.FAILED
    assert Event.objects.filter(kind="staffing_study_failed").count() == 1


def test_a_study_gone_with_its_draft_asks_for_nothing(lot: Lot) -> None:
    lease = lease_of(asked(lot))
    lot.delete()
    do(lease)
    assert not StaffingStudy.objects.exists()
