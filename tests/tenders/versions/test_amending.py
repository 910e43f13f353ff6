"""A working copy replaces the content of a published consultation, in one transaction or not at all."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from audit.clock import database_now
from audit.enums import EventKind
from audit.models import Event
from tenders.enums import TenderState, VersionKind
from tenders.errors import WorkingCopy
from tenders.fingerprint import fingerprint_of, frozen_content
from tenders.models import Criterion, Lot, Tender, TenderVersion
from tenders.services import add_lot, discard_tender, publish_tender, save_ess_clause, save_lot_fields
from tenders.signals import tender_amended
from tenders.versions import amending
from tenders.versions.amendment import copy_digest, open_copy
from tenders.versions.errors import (
    AmendmentRefused,
    CopyChanged,
    DeadlineRefused,
    DepositsClosed,
    NoAmendment,
    StaleVersion,
)
from tenders.versions.services import amend, discard_amendment, postpone, start_amendment
from tests.bids.builders import first_lot, pass_deadline, send
from tests.people import make_bidder, make_officer

from .work import REASON, amended, begun, later, published, with_description, with_fields

TEXT = "Écoute, et orientation vers les associations."


def test_a_copy_says_what_the_consultation_says(officer: User, whole: Tender) -> None:
    copy = begun(officer, whole)
    assert {**frozen_content(copy), "reference": whole.reference} == whole.frozen_content
    assert copy.state == TenderState.DRAFT
    assert copy.amends == whole


def test_what_was_typed_in_the_copy_becomes_the_second_version(officer: User, whole: Tender) -> None:
    rows, before = list(Lot.objects.filter(tender=whole)), whole.fingerprint
    version = amended(officer, whole)
    whole.refresh_from_db()
    assert list(Lot.objects.filter(tender=whole)) == rows
    assert Lot.objects.get(tender=whole).description == TEXT
    assert whole.fingerprint == version.fingerprint == fingerprint_of(frozen_content(whole)) != before
    assert (version.number, version.kind, whole.deadline_at) == (2, VersionKind.AMENDED, version.deadline_at)


def test_the_copy_is_put_away(officer: User, whole: Tender) -> None:
    amended(officer, whole)
    assert open_copy(whole) is None
    assert not Tender.objects.in_files(drafting=[whole.buyer], reading=[whole.buyer]).exclude(pk=whole.pk)


def test_the_search_finds_what_the_new_version_says(officer: User, whole: Tender) -> None:
    amended(officer, whole, "Permanence pour les proches aidants.")
    assert Tender.objects.public().matching("aidants").get() == whole


def test_the_journal_names_both_fingerprints_and_each_change(officer: User, whole: Tender) -> None:
    former = whole.fingerprint
    version = amended(officer, whole)
    told = Event.objects.get(kind=EventKind.TENDER_AMENDED).payload
    assert (told["former_fingerprint"], told["fingerprint"]) == (former, version.fingerprint)
    assert told["changes"] == [
        {"lot": 1, "field": "lot.description", "kind": "changed", "rule": "requirements_changed"}
    ]


def test_later_stages_hear(officer: User, whole: Tender) -> None:
    heard: list[int] = []

    def listen(sender: object, version: TenderVersion, **_: object) -> None:
        heard.append(version.number)

    tender_amended.connect(listen)
    amended(officer, whole)
    tender_amended.disconnect(listen)
    assert heard == [2]


def test_a_deposit_made_before_stands(officer: User, whole: Tender) -> None:
    submission = send(make_bidder(), whole)
    amended(officer, whole)
    submission.refresh_from_db()
    assert (submission.state, submission.files.get().lot) == ("received", first_lot(whole))


def test_a_second_amendment_gives_a_third_version(officer: User, whole: Tender) -> None:
    amended(officer, whole)
    whole.refresh_from_db()
    assert amended(officer, whole, "Autre texte, bien différent du premier.").number == 3


@pytest.mark.parametrize("make", [make_officer, make_bidder])
def test_strangers_neither_begin_nor_publish(make: Any, officer: User, whole: Tender) -> None:
    with_description(officer, begun(officer, whole), TEXT)
    for act in (published, lambda who, tender: start_amendment(actor=who, tender=tender, seen=1)):
        with pytest.raises(PermissionDenied):
            act(make(), whole)
    with pytest.raises(PermissionDenied):
        discard_amendment(actor=make(), tender=whole, now=database_now())


def test_a_colleague_publishes_what_another_prepared(officer: User, whole: Tender) -> None:
    with_description(officer, begun(officer, whole), TEXT)
    colleague = make_officer(whole.buyer)
    assert published(colleague, whole).published_by == colleague


def test_one_amendment_at_a_time(officer: User, whole: Tender) -> None:
    begun(officer, whole)
    with pytest.raises(ValidationError, match="déjà en préparation"):
        begun(officer, whole)


def test_given_up_it_leaves_the_consultation_and_another_may_begin(officer: User, whole: Tender) -> None:
    with_description(officer, begun(officer, whole), TEXT)
    discard_amendment(actor=officer, tender=whole, now=database_now())
    assert begun(officer, whole).reference.endswith("-modif-2")
    assert Event.objects.filter(kind=EventKind.AMENDMENT_DISCARDED).count() == 1
    with pytest.raises(AmendmentRefused, match="rien à publier"):
        published(officer, whole)


def test_a_copy_is_neither_published_nor_discarded_as_a_draft(officer: User, whole: Tender) -> None:
    copy = begun(officer, whole)
    for act in (publish_tender, discard_tender):
        with pytest.raises(WorkingCopy):
            act(actor=officer, tender=copy, now=database_now())


def test_an_important_change_pushes_the_deadline(officer: User, whole: Tender) -> None:
    with_description(officer, begun(officer, whole), TEXT)
    with pytest.raises(ValidationError, match=r"R\. 2151-4"):
        published(officer, whole, deadline_at=whole.deadline_at)
    assert whole.versions.count() == 1


def test_a_detail_leaves_it(officer: User, whole: Tender) -> None:
    with_fields(officer, begun(officer, whole), title=f"{whole.title}.")
    assert published(officer, whole, deadline_at=whole.deadline_at).deadline_at == whole.deadline_at


def test_the_deadline_never_comes_closer(officer: User, whole: Tender) -> None:
    with_description(officer, begun(officer, whole), TEXT)
    with pytest.raises(DeadlineRefused, match="deadline_at"):
        published(officer, whole, deadline_at=later(whole, -timedelta(days=1)))


def test_a_short_extension_is_acknowledged(officer: User, whole: Tender) -> None:
    with_description(officer, begun(officer, whole), TEXT)
    soon = later(whole, timedelta(days=1))
    with pytest.raises(AmendmentRefused, match="plus courte que proposé"):
        published(officer, whole, deadline_at=soon)
    version = published(officer, whole, deadline_at=soon, acknowledged=["short_extension"])
    assert version.acknowledged == ["short_extension"]


def test_another_need_is_told_and_published_only_knowingly(officer: User, whole: Tender) -> None:
    with_fields(
        officer, begun(officer, whole), procedure="open", procedure_reason="Choix de l’acheteur (essai)."
    )
    with pytest.raises(AmendmentRefused, match="Borta"):
        published(officer, whole)
    told = published(officer, whole, acknowledged=["procedure_changed"])
    assert told.acknowledged == ["procedure_changed"]


def test_the_money_fixed_before_stays(officer: User, whole: Tender) -> None:
    with_fields(officer, begun(officer, whole), budget_eur=Decimal(9_000_000))
    with pytest.raises(AmendmentRefused, match=r"L\. 2152-3"):
        published(officer, whole)


def test_the_estimate_of_a_lot_stays(officer: User, whole: Tender) -> None:
    lot = begun(officer, whole).lots.get()
    fields = {"estimated_value_eur": Decimal(1)}
    save_lot_fields(actor=officer, lot=lot, fields=fields, now=database_now())
    with pytest.raises(AmendmentRefused, match=r"R\. 2121-1"):
        published(officer, whole)


def test_the_number_of_lots_stays(officer: User, whole: Tender) -> None:
    add_lot(actor=officer, tender=begun(officer, whole), title="Tchat", now=database_now())
    with pytest.raises(AmendmentRefused, match=r"L\. 2113-10"):
        published(officer, whole)


def test_a_reservation_is_not_taken_away_unknowingly(officer: User, whole: Tender) -> None:
    lot = begun(officer, whole).lots.get()
    save_ess_clause(
        actor=officer, lot=lot, fields={"reserved": False, "scope": "all_members"}, now=database_now()
    )
    with pytest.raises(AmendmentRefused, match="Qui peut répondre change"):
        published(officer, whole)


def test_what_no_draft_may_say_no_amendment_may(officer: User, whole: Tender) -> None:
    copy = begun(officer, whole)
    Criterion.objects.filter(lot__tender=copy, kind="price").update(weight=Decimal(1))
    with pytest.raises(AmendmentRefused, match="poids"):
        published(officer, whole)


def test_a_copy_changed_since_it_was_read_is_refused(officer: User, whole: Tender) -> None:
    copy = begun(officer, whole)
    with_description(officer, copy, TEXT)
    seen = copy_digest(copy)
    with_description(officer, copy, "Un collègue a écrit autre chose.")
    with pytest.raises(CopyChanged):
        published(officer, whole, copy_seen=seen)


def test_a_deadline_put_off_meanwhile_makes_the_page_stale(officer: User, whole: Tender) -> None:
    copy = begun(officer, whole)
    with_description(officer, copy, TEXT)
    postpone(actor=officer, tender=whole, deadline_at=later(whole), reason=REASON, seen=1)
    with pytest.raises(StaleVersion):
        published(officer, whole, seen=1)
    copy.refresh_from_db()
    whole.refresh_from_db()
    assert (copy.amends_version, copy.deadline_at) == (2, whole.deadline_at)
    assert published(officer, whole).number == 3


def test_too_late_nothing_is_published(officer: User, whole: Tender) -> None:
    with_description(officer, begun(officer, whole), TEXT)
    with pytest.raises(DepositsClosed):
        published(officer, pass_deadline(whole))
    discard_amendment(actor=officer, tender=whole, now=database_now())
    with pytest.raises(NoAmendment):
        discard_amendment(actor=officer, tender=whole, now=database_now())


def test_a_crash_in_the_middle_leaves_nothing(
    officer: User, whole: Tender, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = begun(officer, whole)
    with_description(officer, copy, TEXT)

    def crash(_version: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(amending, "announce", crash)
    with pytest.raises(RuntimeError):
        published(officer, whole)
    fresh = Tender.objects.get(pk=whole.pk)
    assert (fresh.fingerprint, fresh.deadline_at) == (whole.fingerprint, whole.deadline_at)
    assert frozen_content(fresh) == whole.frozen_content
    assert open_copy(whole) == copy


def test_without_a_copy_there_is_nothing_to_publish(officer: User, whole: Tender) -> None:
    with pytest.raises(NoAmendment):
        amend(actor=officer, tender=whole, deadline_at=later(whole), reason=REASON, seen=1, copy_seen="")
