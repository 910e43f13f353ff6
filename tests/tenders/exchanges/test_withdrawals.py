"""Each withdrawal is traced: who when signed in, a number otherwise; names are read after the opening."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from audit.clock import database_now
from audit.enums import EventKind
from audit.models import Event
from tenders.exchanges.models import AnonymousWithdrawals, Withdrawal
from tenders.models import Tender
from tests.people import make_auditor, make_bidder, make_officer, member
from tests.tenders.pages import client_of

from .conftest import Case
from .test_anonymity import workbook


def register(case: Case) -> str:
    return reverse("tenders:withdrawals", args=[case.tender.reference])


def opened(case: Case) -> Case:
    """Its deadline passed and its bids opened."""
    now = database_now()
    Tender.objects.update(deadline_at=now, state="opened", opened_at=now + timedelta(seconds=1))
    return case


class TestTrace:
    def test_a_person_is_traced_once_a_day_and_version(self, case: Case) -> None:
        client = client_of(case.bidder)
        for _ in range(3):
            assert client.get(workbook(case)).status_code == 200
        trace = Withdrawal.objects.get()
        assert (trace.withdrawn_by, trace.organisation) == (case.bidder, case.operator)
        assert trace.fingerprint == case.tender.fingerprint
        assert trace.lot == case.tender.lots.get()
        assert Event.objects.filter(kind=EventKind.DOCUMENTS_WITHDRAWN).count() == 1

    def test_without_an_account_only_a_number_is_kept(self, case: Case, client: Client) -> None:
        for _ in range(3):
            client.get(workbook(case))
        client.head(workbook(case))
        assert AnonymousWithdrawals.objects.get().number == 3
        assert not Withdrawal.objects.exists()

    def test_bytes_already_held_count_for_a_person_and_not_for_a_visitor(
        self, case: Case, client: Client
    ) -> None:
        etag = client.get(workbook(case)).headers["ETag"]
        known = {"If-None-Match": etag}
        assert client.get(workbook(case), headers=known).status_code == 304
        assert client_of(case.bidder).get(workbook(case), headers=known).status_code == 304
        assert AnonymousWithdrawals.objects.get().number == 1
        assert Withdrawal.objects.count() == 1

    def test_the_buyers_people_and_auditors_are_not_in_the_register(self, case: Case) -> None:
        for person in (case.officer, member(case.tender.buyer, Role.EVALUATOR), make_auditor()):
            client_of(person).get(workbook(case))
        assert not Withdrawal.objects.exists()
        assert not AnonymousWithdrawals.objects.exists()

    def test_somebody_of_two_operators_is_traced_without_choosing(self, case: Case) -> None:
        other = make_bidder().memberships.get()
        type(other).objects.create(user=case.bidder, organisation=other.organisation, role=Role.BIDDER)
        client_of(case.bidder).get(workbook(case))
        assert Withdrawal.objects.get().organisation is None

    def test_postgresql_refuses_to_change_a_trace(self, case: Case) -> None:
        client_of(case.bidder).get(workbook(case))
        with pytest.raises(IntegrityError, match="ne fait que croître"), transaction.atomic():
            Withdrawal.objects.update(document="autre")


class TestRegister:
    @pytest.fixture(autouse=True)
    def _taken(self, case: Case) -> None:
        client_of(case.bidder).get(workbook(case))

    def test_officers_see_counts_until_the_opening_and_names_after(self, case: Case) -> None:
        for person in (case.officer, case.colleague()):
            shown = client_of(person).get(register(case)).content.decode()
            assert "Les noms se lisent après l’ouverture des plis" in shown
            assert case.operator.legal_name not in shown
        shown = client_of(case.officer).get(register(opened(case))).content.decode()
        assert case.operator.legal_name in shown

    def test_auditors_see_names_at_once(self, case: Case) -> None:
        assert case.operator.legal_name in client_of(make_auditor()).get(register(case)).content.decode()

    def test_nobody_else_sees_it(self, case: Case) -> None:
        evaluator = member(case.tender.buyer, Role.EVALUATOR)
        for person in (evaluator, make_officer(), case.bidder):
            assert client_of(person).get(register(case)).status_code == 403
        assert client_of(None).get(register(case)).status_code == 302

    def test_the_lists_of_the_api_follow_the_same_rule(self, case: Case) -> None:
        def rows() -> int:
            return len(client_of(case.officer).get("/api/v1/withdrawals/").json()["results"])

        assert rows() == 0
        opened(case)
        assert rows() == 1
        assert client_of(make_officer()).get("/api/v1/withdrawals/").json()["results"] == []


def test_the_count_is_a_number_that_grows_by_one(case: Case, client: Client) -> None:
    client.get(workbook(case))
    AnonymousWithdrawals.objects.update(number=F("number") + 41)
    client.get(workbook(case))
    assert AnonymousWithdrawals.objects.get().number == 43
