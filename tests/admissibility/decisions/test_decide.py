"""Deciding: by an officer, with reasons, on the file as it stands; never by a rule."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User
from admissibility.decisions import current
from admissibility.decisions.dossier import bid_fingerprint
from admissibility.decisions.enums import DecisionKind
from admissibility.decisions.errors import NotUnderEvaluation, StaleFile
from admissibility.decisions.models import AdmissibilityDecision
from admissibility.decisions.services import Choice, decide
from admissibility.models import Finding
from audit.clock import database_now
from audit.enums import EventKind
from audit.models import Event
from bids.enums import BidState
from bids.models import Bid
from tenders import lot_ends as ends
from tenders.enums import TenderState
from tenders.models import Tender
from tests.admissibility.decisions.conftest import REASON, Case
from tests.bids.builders import at_once
from tests.people import make_auditor, make_officer
from tests.scoring.cases import make_bid


def attempt(case: Case, bid: Bid, actor: User, **changes: object) -> AdmissibilityDecision:
    choice = Choice(DecisionKind.IRREGULAR, REASON)
    given: dict[str, object] = {"bid": bid, "seen": bid_fingerprint(bid), "choice": choice}
    return decide(**(given | {"actor": actor, "now": database_now()} | changes))  # type: ignore[arg-type]


def test_no_rule_decides(case: Case) -> None:
    assert Finding.objects.filter(bid=case.dear, result="adverse").exists()
    assert current(case.dear) is None


def test_a_decision_keeps_its_kind_article_reasons_and_file(case: Case) -> None:
    seen = bid_fingerprint(case.dear)
    kept = case.decided(case.dear, DecisionKind.UNACCEPTABLE)
    assert (kept.version, kept.article) == (1, "L. 2152-1 et L. 2152-3")
    assert kept.file_sha256 == seen
    event = Event.objects.get(kind=EventKind.ADMISSIBILITY_DECIDED)
    assert (event.payload["decision"], event.payload["reason"]) == ("unacceptable", REASON)


def test_a_newer_decision_counts_and_the_former_stays(case: Case) -> None:
    case.decided(case.dear)
    case.decided(case.dear, DecisionKind.ADMISSIBLE)
    newest = current(case.dear)
    assert newest is not None
    assert (newest.version, newest.kind) == (2, DecisionKind.ADMISSIBLE)
    assert AdmissibilityDecision.objects.filter(bid=case.dear).count() == 2


def test_neither_an_evaluator_nor_a_stranger_nor_the_bidder_decides(case: Case) -> None:
    for person in (case.colleague, make_officer(), make_auditor(), case.bidder):
        with pytest.raises(PermissionDenied):
            attempt(case, case.bids[0], person)
    assert not AdmissibilityDecision.objects.exists()


def test_a_stale_page_is_refused(case: Case) -> None:
    seen = bid_fingerprint(case.dear)
    case.decided(case.dear)
    with pytest.raises(StaleFile):
        attempt(case, case.dear, case.officer, seen=seen)


def test_a_new_finding_makes_the_page_stale(case: Case) -> None:
    seen = bid_fingerprint(case.dear)
    one = Finding.objects.filter(bid=case.dear)[0]
    one.pk, one.rule_version = None, one.rule_version + 1
    one.save()
    with pytest.raises(StaleFile):
        attempt(case, case.dear, case.officer, seen=seen)


def test_reasons_are_wanted_even_to_admit(case: Case) -> None:
    for reason in ("", "   ", "Conforme."):
        with pytest.raises(ValidationError, match="60 caractères"):
            attempt(case, case.dear, case.officer, choice=Choice(DecisionKind.ADMISSIBLE, reason))


def test_an_unread_bid_may_be_irregular_not_admissible(case: Case) -> None:
    bid = make_bid(case.lot, state=BidState.UNREADABLE)
    with pytest.raises(ValidationError, match="pas été lu"):
        attempt(case, bid, case.officer, choice=Choice(DecisionKind.ADMISSIBLE, REASON))
    assert attempt(case, bid, case.officer).kind == DecisionKind.IRREGULAR


def test_a_bid_still_being_read_waits(case: Case) -> None:
    bid = make_bid(case.lot, state=BidState.OPENED)
    with pytest.raises(ValidationError, match="attendez"):
        attempt(case, bid, case.officer)


def test_late_is_not_said_of_an_opened_bid(case: Case) -> None:
    with pytest.raises(ValidationError, match="n’a pas d’offre"):
        attempt(case, case.dear, case.officer, choice=Choice(DecisionKind.LATE, REASON))


def test_an_abandoned_consultation_takes_no_decision(case: Case) -> None:
    Tender.objects.filter(pk=case.lot.tender_id).update(
        state=TenderState.ABANDONED, abandoned_at=database_now()
    )
    with pytest.raises(NotUnderEvaluation):
        attempt(case, case.dear, case.officer)


def test_a_lot_that_ended_takes_no_decision(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ends._refusals, "fin", lambda _lot: "Le lot est attribué.")
    with pytest.raises(ValidationError, match="attribué"):
        attempt(case, case.dear, case.officer)


def test_postgresql_refuses_to_change_a_decision(case: Case) -> None:
    case.decided(case.dear)
    with pytest.raises(IntegrityError, match="ne fait que croître"), transaction.atomic():
        AdmissibilityDecision.objects.update(reason="autre")


def test_what_fails_halfway_leaves_nothing(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(**_: object) -> None:
        raise RuntimeError("le serveur s’arrête")

    monkeypatch.setattr("admissibility.decisions.services.record", crash)
    with pytest.raises(RuntimeError):
        attempt(case, case.dear, case.officer)
    assert not AdmissibilityDecision.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_once_one_decides(case: Case) -> None:
    seen = bid_fingerprint(case.dear)
    works = [lambda: attempt(case, case.dear, case.officer, seen=seen) for _ in range(2)]
    outcomes = at_once(works)  # type: ignore[arg-type]
    assert sorted(type(one).__name__ for one in outcomes) == ["AdmissibilityDecision", "StaleFile"]
