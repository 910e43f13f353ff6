"""Each publication check with the draft that fails it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from tenders.checks import Severity, problems_of
from tenders.enums import CriterionKind, Measure, ProcedureKind, ScoringMethod
from tenders.models import ContactType, Criterion, Lot, Tender
from tests.tender_builders import lead_case_draft

pytestmark = pytest.mark.django_db
Change = Callable[[Tender, Lot], object]


def no_deadline(tender: Tender, lot: Lot) -> None:
    Tender.objects.update(deadline_at=None)


def past_deadline(tender: Tender, lot: Lot) -> None:
    Tender.objects.update(deadline_at=tender.created_at - timedelta(days=1))


def early_start(tender: Tender, lot: Lot) -> None:
    assert tender.deadline_at
    Tender.objects.update(starts_on=tender.deadline_at.date())


def late_budget(tender: Tender, lot: Lot) -> None:
    Tender.objects.update(budget_fixed_on=(tender.created_at + timedelta(days=3)).date())


def open_in_ten_days(tender: Tender, lot: Lot) -> None:
    Tender.objects.update(procedure=ProcedureKind.OPEN, deadline_at=tender.created_at + timedelta(days=10))


def cycle(tender: Tender, lot: Lot) -> None:
    first, second = lot.contact_types.get(code="appel-n1-fr"), lot.contact_types.get(code="appel-n2-fr")
    ContactType.objects.filter(pk=second.pk).update(escalates_to=first)


def other_lot(tender: Tender, lot: Lot) -> None:
    other = Lot.objects.create(tender=tender, number=2, title="Autre")
    away = ContactType.objects.create(lot=other, code="ailleurs", label="Ailleurs")
    lot.contact_types.filter(code="tchat-fr").update(escalates_to=away)


def silent_week(tender: Tender, lot: Lot) -> None:
    lot.profiles.update(weights=[0] * 168)


def two_prices(tender: Tender, lot: Lot) -> None:
    lot.criteria.filter(kind=CriterionKind.QUALITY).update(kind=CriterionKind.PRICE)


def price_alone(tender: Tender, lot: Lot) -> None:
    lot.criteria.exclude(kind=CriterionKind.PRICE).delete()


def sub_weights(tender: Tender, lot: Lot) -> None:
    quality = lot.criteria.get(kind=CriterionKind.QUALITY)
    quality.sub_criteria.filter(position=1).update(weight=50)


def scored_twice(tender: Tender, lot: Lot) -> None:
    criterion = lot.criteria.get(name="Capacité\u00a0: tchats pris")
    lot.requirements.filter(position=1).update(
        measure=criterion.measure, channel=criterion.channel, language="", threshold_share=Decimal("0.5")
    )


CASES: list[tuple[str, Change]] = [
    ("no_title", lambda _t, _l: Tender.objects.update(title="")),
    ("no_description", lambda _t, _l: Tender.objects.update(description="")),
    ("no_deadline", no_deadline),
    ("deadline_past", past_deadline),
    ("open_delay_unlawful", open_in_ten_days),
    ("starts_before_deadline", early_start),
    ("no_start", lambda _t, _l: Tender.objects.update(starts_on=None)),
    ("no_duration", lambda _t, _l: Tender.objects.update(duration_months=None)),
    ("no_estimate", lambda _t, _l: Tender.objects.update(estimated_value_eur=None)),
    ("no_budget", lambda _t, _l: Tender.objects.update(budget_eur=None)),
    ("budget_without_date", lambda _t, _l: Tender.objects.update(budget_fixed_on=None)),
    ("budget_not_yet_fixed", late_budget),
    ("budget_below_estimate", lambda _t, _l: Tender.objects.update(budget_eur=1)),
    ("lot_without_title", lambda _t, _l: Lot.objects.update(title="")),
    ("lot_without_cpv", lambda _t, _l: Lot.objects.update(main_cpv=None)),
    ("no_volume", lambda _t, lot: lot.contact_types.update(annual_volume=0)),
    ("contact_without_label", lambda _t, lot: lot.contact_types.update(label="")),
    ("contact_without_source", lambda _t, lot: lot.contact_types.update(source_note="")),
    ("no_handle_time", lambda _t, lot: lot.contact_types.update(handle_time_minutes=0)),
    ("no_patience", lambda _t, lot: lot.contact_types.update(patience_minutes=0)),
    ("share_out_of_range", lambda _t, lot: lot.contact_types.update(redial_share=2)),
    ("escalation_nowhere", lambda _t, lot: lot.contact_types.update(escalates_to=None)),
    ("contact_never_reached", lambda _t, lot: lot.contact_types.update(escalation_share=0)),
    ("escalation_cycle", cycle),
    ("escalation_outside_lot", other_lot),
    ("empty_profile", silent_week),
    ("empty_months", lambda _t, _l: Lot.objects.update(month_weights=[0] * 12)),
    ("weights_not_100", lambda _t, lot: lot.criteria.filter(position=1).update(weight=70)),
    ("weight_zero", lambda _t, lot: lot.criteria.filter(position=1).update(weight=0)),
    ("sub_weights_not_100", sub_weights),
    ("not_one_price", two_prices),
    ("single_criterion", price_alone),
    ("no_criterion", lambda _t, lot: lot.criteria.all().delete()),
    ("no_environment", lambda _t, lot: lot.criteria.filter(kind="environment").update(kind="social")),
    ("wrong_method", lambda _t, lot: lot.criteria.update(method=ScoringMethod.EVALUATORS)),
    ("criterion_without_name", lambda _t, lot: lot.criteria.update(name="")),
    ("capacity_without_measure", lambda _t, lot: lot.criteria.update(measure=Measure.COVERAGE_HOLES)),
    ("floor_not_below_target", lambda _t, lot: lot.criteria.update(floor_share=None)),
    ("measure_without_delay", lambda _t, lot: lot.criteria.update(within_seconds=None)),
    ("scope_empty", lambda _t, lot: lot.criteria.update(language="de")),
    ("requirement_without_measure", lambda _t, lot: lot.requirements.update(measure="")),
    ("requirement_without_threshold", lambda _t, lot: lot.requirements.update(measure="answered_share")),
    ("no_requirement", lambda _t, lot: lot.requirements.all().delete()),
    ("required_and_scored", scored_twice),
    ("no_price_line", lambda _t, lot: lot.price_lines.all().delete()),
    ("price_without_quantity", lambda _t, lot: lot.price_lines.update(quantity=0)),
    ("price_without_label", lambda _t, lot: lot.price_lines.update(unit="")),
    ("reserved_too_long", lambda _t, _l: Tender.objects.update(duration_months=48)),
    ("reserved_cpv", lambda _t, _l: Lot.objects.update(main_cpv="79512000")),
    ("essential_task_nowhere", lambda _t, lot: lot.essential_tasks.update(language="it")),
    ("essential_task_without_label", lambda _t, lot: lot.essential_tasks.update(label="")),
]


def codes(tender: Tender, now: datetime) -> set[str]:
    return {problem.code for problem in problems_of(Tender.objects.get(pk=tender.pk), now)}


@pytest.mark.parametrize(("code", "change"), CASES, ids=[code for code, _ in CASES])
def test_each_check_sees_its_case_and_only_then(code: str, change: Change, now: datetime) -> None:
    tender = lead_case_draft()
    assert code not in codes(tender, now)
    change(tender, tender.lots.get())
    assert code in codes(tender, now)


def test_the_lead_case_has_no_problem(now: datetime) -> None:
    assert problems_of(lead_case_draft(), now) == []


def test_an_excluded_subcontracting_makes_essential_tasks_pointless(now: datetime) -> None:
    tender = lead_case_draft()
    tender.lots.get().subcontracting_rule.__class__.objects.update(allowed=False)
    (problem,) = problems_of(tender, now)
    assert problem.severity == Severity.WARNING
    assert "n’ont alors pas d’effet" in problem.message


def test_every_problem_says_how_to_mend_it(now: datetime) -> None:
    tender = lead_case_draft()
    Criterion.objects.update(weight=10, floor_share=None, measure="")
    for problem in problems_of(tender, now):
        assert problem.message.endswith((".", "100."))
        assert problem.remedy.endswith(".")
        assert problem.article


def test_published_weights_of_70_45_25_30_are_refused_with_their_sum(now: datetime) -> None:
    tender = lead_case_draft()
    for criterion, weight in zip(Criterion.objects.order_by("position"), (70, 45, 25, 30, 0, 0), strict=True):
        Criterion.objects.filter(pk=criterion.pk).update(weight=weight)
    found = [problem for problem in problems_of(tender, now) if problem.code == "weights_not_100"]
    assert "170 au lieu de 100" in found[0].message
