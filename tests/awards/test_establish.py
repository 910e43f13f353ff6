"""Establishing a ranking."""

from datetime import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from admissibility.models import Finding
from audit.enums import EventKind
from audit.models import Event
from awards.errors import NothingToRank, NotReady
from awards.models import Ranking
from awards.services import establish_ranking
from bids.enums import BidState
from bids.models import Bid
from bids.workbook.content import Absence
from outbox.models import Job
from outbox.tasks import run_job
from scoring.services import cancel_run, request_run
from tenders.enums import TenderState
from tenders.models import Lot
from tests.people import make_auditor, make_buyer, make_officer
from tests.scoring.cases import NEVER_EMPTY, compute_all, make_bid, make_content, opened_lot, shift, team

pytestmark = pytest.mark.django_db


@pytest.fixture
def lot() -> Lot:
    return opened_lot(requirements=[NEVER_EMPTY])


def priced(lot: Lot, price: int, **fields: object) -> Bid:
    return make_bid(lot, make_content(lot, price=Decimal(price), **fields))  # type: ignore[arg-type]


def find_adverse(bid: Bid, now: datetime) -> Finding:
    return Finding.objects.create(
        bid=bid,
        rule="ess_reservation",
        rule_version=1,
        code="not_ess",
        result="adverse",
        article="L. 2113-15",
        facts={"operator": "Société", "legal_family": "commercial"},
        established_at=now,
    )


def by_bid(ranking: Ranking) -> dict[int, dict[str, object]]:
    return {entry["bid"]: entry for entry in ranking.content["entries"]}


def test_the_last_run_has_the_lot_ranked_by_itself(lot: Lot) -> None:
    cheap, dear = priced(lot, 100), priced(lot, 200)
    compute_all(lot)
    run_job(Job.objects.get(kind="establish_ranking").pk)
    ranking = Ranking.objects.get()
    assert [entry["bid"] for entry in ranking.content["entries"]] == [cheap.pk, dear.pk]
    lot.tender.refresh_from_db()
    assert (lot.tender.state, ranking.established_by) == (TenderState.RANKED, None)


def test_no_ranking_is_asked_while_a_run_is_missing(lot: Lot, now: datetime) -> None:
    priced(lot, 100)
    compute_all(lot)
    Job.objects.filter(kind="establish_ranking").delete()
    request_run(bid=priced(lot, 200), actor=None, now=now)
    with pytest.raises(NotReady, match="en attente"):
        establish_ranking(lot=lot, actor=None, now=now)
    assert not Job.objects.filter(kind="establish_ranking").exists()


def test_a_cancelled_run_is_named_as_missing(lot: Lot, now: datetime) -> None:
    bid = priced(lot, 100)
    officer = lot.tender.created_by
    cancel_run(run=request_run(bid=bid, actor=None, now=now), actor=officer, now=now)
    with pytest.raises(NotReady) as refused:
        establish_ranking(lot=lot, actor=officer, now=now)
    assert refused.value.missing == (
        f"Le calcul de capacité de {bid.organisation} est annulé : relancez-le.",
    )


def test_a_bid_still_to_be_read_is_named_as_missing(lot: Lot, now: datetime) -> None:
    make_bid(lot, state=BidState.OPENED)
    with pytest.raises(NotReady, match="pas encore lue"):
        establish_ranking(lot=lot, actor=None, now=now)


def test_a_lot_without_a_readable_bid_has_nothing_to_rank(lot: Lot, now: datetime) -> None:
    make_bid(lot, state=BidState.UNREADABLE)
    with pytest.raises(NothingToRank):
        establish_ranking(lot=lot, actor=None, now=now)


def test_an_unreadable_bid_is_kept_visible_with_its_reason(lot: Lot, now: datetime) -> None:
    priced(lot, 100)
    make_bid(lot, state=BidState.UNREADABLE, issues=[{"severity": "error", "message": "Un XLS."}])
    compute_all(lot)
    content = establish_ranking(lot=lot, actor=None, now=now).content
    assert [one["issues"] for one in content["unreadable"]] == [["Un XLS."]]


def test_an_adverse_finding_leaves_only_a_hypothetical_rank(lot: Lot, now: datetime) -> None:
    kept, aside = priced(lot, 200), priced(lot, 100)
    finding = find_adverse(aside, now)
    compute_all(lot)
    entries = by_bid(establish_ranking(lot=lot, actor=None, now=now))
    assert (entries[kept.pk]["rank"], entries[aside.pk]["rank"]) == (1, None)
    assert entries[aside.pk]["hypothetical_rank"] == 1
    assert entries[aside.pk]["reasons"][0]["finding"] == finding.pk  # type: ignore[index]


def test_a_requirement_that_is_not_held_sets_aside(lot: Lot, now: datetime) -> None:
    bid = priced(lot, 100, shifts=[shift()])
    compute_all(lot)
    entry = by_bid(establish_ranking(lot=lot, actor=None, now=now))[bid.pk]
    assert entry["rank"] is None
    assert [reason["code"] for reason in entry["reasons"]] == ["requirement_not_met"]  # type: ignore[attr-defined]


def test_hours_beyond_the_law_are_to_be_examined_and_do_not_pay(lot: Lot, now: datetime) -> None:
    honest = priced(lot, 100)
    boastful = priced(lot, 100, teams=[team(declared_staff=5)])
    compute_all(lot)
    entries = by_bid(establish_ranking(lot=lot, actor=None, now=now))
    assert (entries[honest.pk]["rank"], entries[boastful.pk]["rank"]) == (1, 2)
    codes = [reason["code"] for reason in entries[boastful.pk]["reasons"]]  # type: ignore[attr-defined]
    assert "beyond_legal_hours" in codes


def test_the_same_ranking_is_not_written_twice(lot: Lot, now: datetime) -> None:
    priced(lot, 100)
    compute_all(lot)
    first = establish_ranking(lot=lot, actor=None, now=now)
    assert establish_ranking(lot=lot, actor=lot.tender.created_by, now=now) == first
    event = Event.objects.get(kind=EventKind.RANKING_ESTABLISHED)
    assert event.payload == {"lot": 1, "sha256": first.sha256, "ranked": 1}


def test_a_ranking_is_provisional_while_a_criterion_is_not_marked(lot: Lot, now: datetime) -> None:
    priced(lot, 100)
    compute_all(lot)
    content = establish_ranking(lot=lot, actor=None, now=now).content
    assert (content["is_provisional"], content["marked_weight"], content["total_weight"]) == (
        True,
        "75.00",
        "100.00",
    )


def test_only_officers_of_the_buyer_establish(lot: Lot, now: datetime) -> None:
    for person in (make_officer(make_buyer()), make_auditor()):
        with pytest.raises(PermissionDenied):
            establish_ranking(lot=lot, actor=person, now=now)


def test_consecutive_offers_are_compared_on_the_same_callers(lot: Lot, now: datetime) -> None:
    away = Absence("JOUR", Decimal("0.3"), Decimal(0), Decimal(0))
    strong, weak = priced(lot, 100), priced(lot, 110, absences=[away])
    compute_all(lot)
    content = establish_ranking(lot=lot, actor=None, now=now).content
    (found,) = content["differences"]
    assert (content["schema"], found["ahead"], found["behind"]) == ("ranking/2", strong.pk, weak.pk)
    entries = {entry["bid"]: entry["measures"] for entry in content["entries"]}
    apart = [Decimal(entries[bid.pk][str(found["criterion"])]) for bid in (strong, weak)]
    assert abs(Decimal(found["gap"]) - (apart[0] - apart[1])) <= Decimal("0.000002")
    assert content["stability"]["worlds"]["count"] == 32
    assert {one["id"] for one in content["stability"]["readings"]} >= {"spec:shift_end"}
