"""Asking for the least staff, and giving it up."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.enums import Role
from audit.clock import database_now
from audit.models import Event
from outbox.enums import JobState
from outbox.models import Job
from scoring.enums import RunState
from scoring.errors import StaleRun
from scoring.studies.errors import CannotStudy
from scoring.studies.models import StaffingStudy
from scoring.studies.services import KIND, cancel_study, request_study
from tenders.models import Lot
from tests.people import make_bidder, make_buyer, make_officer, member
from tests.scoring.studies.work import asked, computed

pytestmark = pytest.mark.django_db


def kinds() -> list[str]:
    return list(Event.objects.order_by("sequence").values_list("kind", flat=True))


def test_a_draft_s_lot_is_asked_with_its_requirements_and_kinds_of_agent(lot: Lot) -> None:
    study = asked(lot)
    assert [one["label"] for one in study.input["targets"]] == ["90 % des appels répondus"]
    assert [one["skills"] for one in study.input["groups"]] == [["appel-fr"], ["appel-en", "appel-fr"]]
    assert all(one["shifts"] == [] for one in study.input["groups"])
    assert kinds() == ["staffing_study_requested"]


def test_the_same_question_is_one_study_and_another_volume_another(lot: Lot) -> None:
    assert asked(lot) == asked(lot)
    lot.contact_types.filter(code="appel-fr").update(annual_volume=20_000)
    assert asked(lot) != StaffingStudy.objects.last()
    assert StaffingStudy.objects.count() == 2


def test_without_requirement_the_usual_target_stands(lot: Lot) -> None:
    lot.requirements.all().delete()
    assert [one["id"] for one in asked(lot).input["targets"]] == ["repere"]


def test_a_criterion_stands_where_nothing_is_required(lot: Lot) -> None:
    lot.requirements.all().delete()
    lot.criteria.filter(kind="capacity").update(target_share="0.95")
    assert [one["share"] for one in asked(lot).input["targets"]] == [0.95]


def test_a_draft_without_a_day_or_volumes_is_refused_with_its_reason(lot: Lot) -> None:
    lot.contact_types.all().delete()
    with pytest.raises(CannotStudy, match="contact_types"):
        asked(lot)
    type(lot.tender).objects.filter(pk=lot.tender.pk).update(starts_on=None)
    lot.refresh_from_db()
    with pytest.raises(CannotStudy, match="premier jour"):
        asked(lot)
    assert not StaffingStudy.objects.exists()


def test_only_officers_of_the_buyer_ask(lot: Lot) -> None:
    evaluator = member(lot.tender.buyer, Role.EVALUATOR)
    for person in (evaluator, make_officer(make_buyer()), make_bidder()):
        with pytest.raises(PermissionDenied):
            request_study(lot=lot, actor=person, now=database_now())


def test_a_colleague_cancels_once(lot: Lot) -> None:
    study, colleague = asked(lot), make_officer(lot.tender.buyer)
    assert cancel_study(study=study, actor=colleague, now=database_now()).state == RunState.CANCELLED
    assert Job.objects.get(kind=KIND).state == JobState.CANCELLED
    with pytest.raises(StaleRun):
        cancel_study(study=study, actor=colleague, now=database_now())
    assert kinds() == ["staffing_study_requested", "staffing_study_cancelled"]


def test_postgresql_freezes_a_study_that_is_over(lot: Lot) -> None:
    study = computed(asked(lot))
    with pytest.raises(IntegrityError), transaction.atomic():
        StaffingStudy.objects.filter(pk=study.pk).update(output={})


def test_a_draft_s_lot_that_is_removed_takes_its_studies_along(lot: Lot) -> None:
    computed(asked(lot))
    lot.delete()
    assert not StaffingStudy.objects.exists()
    assert len(kinds()) == 3
