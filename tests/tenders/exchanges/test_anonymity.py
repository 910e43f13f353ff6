"""Whatever is rendered, nobody but auditors learns who asked; before the opening, nor who took documents."""

from collections.abc import Iterator

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from audit.clock import database_now
from outbox.models import Job
from outbox.tasks import run_job
from tenders.exchanges.enums import DismissalReason
from tenders.exchanges.services import Wording, correct_answer, dismiss
from tests.people import make_auditor, make_bidder, make_officer, member
from tests.tenders.pages import client_of

from .conftest import WORDING, Case

API = "/api/v1/"


def played(case: Case) -> Case:
    """A question answered then corrected, one set aside, one waiting, and the documents taken."""
    first, second = case.asked("Un ?"), case.asked("Deux ?")
    answer = case.answered(first.number)
    correct_answer(answer=answer, wording=WORDING, actor=case.officer, now=database_now())
    reason = DismissalReason.OUTSIDE_OBJECT
    dismiss(question=second, reason=reason, note="Voyez le titre.", actor=case.officer, now=database_now())
    case.asked("Trois ?")
    client_of(case.bidder).get(workbook(case))
    return case


def workbook(case: Case) -> str:
    return reverse("bids:workbook", args=[case.tender.reference, 1])


def secrets(case: Case) -> list[str]:
    """What would tell the author, in any output."""
    siret = case.operator.siret
    return [case.bidder.full_name, case.bidder.email, case.operator.legal_name, siret, "Mirabelle"]


def addresses(case: Case) -> Iterator[str]:
    """Every page and list on which the exchanges could show."""
    named = [case.tender.reference]
    yield "/"
    yield reverse("tenders:public_list")
    for name in (
        "public_detail",
        "follow",
        "officer_detail",
        "received_questions",
        "withdrawals",
        "versions",
    ):
        yield reverse(f"tenders:{name}", args=named)
    yield reverse("tenders:answer_questions", args=named) + "?question=3"
    yield reverse("tenders:dismiss_question", args=[*named, 3])
    yield reverse("tenders:correct_answer", args=[*named, 2])
    yield reverse("tenders:my_questions")
    yield reverse("audit:event_list")
    for prefix in ("answers", "questions", "withdrawals", "events", "tenders", "lots"):
        yield f"{API}{prefix}/"


def watchers(case: Case) -> dict[str, User | None]:
    buyer = case.tender.buyer
    return {
        "officer": case.officer,
        "colleague": case.colleague(),
        "evaluator": member(buyer, Role.EVALUATOR),
        "commission": member(buyer, Role.COMMISSION_MEMBER),
        "administrator": member(buyer, Role.ADMINISTRATOR),
        "rival": make_bidder(),
        "other buyer": make_officer(),
        "nobody": None,
    }


def seen_by(client: Client, case: Case) -> str:
    answers = [client.get(address) for address in addresses(case)]
    return "\n".join(str(one.headers) + one.content.decode() for one in answers)


def test_no_page_nor_list_tells_who_asked(case: Case) -> None:
    played(case)
    for name, person in watchers(case).items():
        seen = seen_by(client_of(person), case)
        assert not [(name, secret) for secret in secrets(case) if secret in seen]
        assert WORDING.text in seen


def test_a_page_with_the_name_would_be_noticed(case: Case) -> None:
    seen = seen_by(client_of(case.bidder), played(case))
    assert case.bidder.full_name in seen


def test_an_officer_who_is_refused_learns_nothing_either(case: Case) -> None:
    played(case)
    address = reverse("tenders:answer_questions", args=[case.tender.reference]) + "?question=1"
    sent = {"question": "Qui est a@b.fr ?", "text": "R", "is_anonymous": "on"}
    for data in (sent, {**sent, "question": "Q ?"}, {}):
        shown = client_of(case.officer).post(address, data).content.decode()
        assert not [secret for secret in secrets(case) if secret in shown]


def test_no_letter_tells_who_asked(case: Case) -> None:
    rival = make_bidder()
    client_of(rival).get(workbook(case))
    played(case)
    for job in Job.objects.all():
        run_job(job.pk)
    others = [letter for letter in mail.outbox if letter.to != [case.bidder.email]]
    assert {rival.email, case.officer.email} <= {address for one in others for address in one.to}
    text = "\n".join(str(letter.message()) + letter.subject + letter.body for letter in others)
    assert not [secret for secret in secrets(case) if secret in text]


def test_auditors_read_the_author(case: Case) -> None:
    played(case)
    client = client_of(make_auditor())
    rows = client.get(f"{API}questions/").json()["results"]
    assert {row["asked_by_id"] for row in rows} == {case.bidder.pk}
    assert rows[0]["text"] == "Un ?"
    assert case.bidder.full_name in client.get(reverse("audit:event_list")).content.decode()


def test_markup_is_shown_as_text(case: Case) -> None:
    attack = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    number = case.asked(f"{attack} ?").number
    listed = reverse("tenders:received_questions", args=[case.tender.reference])
    public = reverse("tenders:public_detail", args=[case.tender.reference])
    assert attack not in client_of(case.officer).get(listed).content.decode()
    case.answered(number, wording=Wording(f"{attack} ?", f"{attack} !"))
    shown = client_of(None).get(public).content.decode()
    assert "&lt;script&gt;" in shown
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown


@pytest.mark.parametrize("prefix", ["questions", "withdrawals"])
def test_the_buyer_reads_no_such_list_before_the_opening(case: Case, prefix: str) -> None:
    answer = client_of(played(case).officer).get(f"{API}{prefix}/")
    assert answer.status_code == 403 or answer.json()["results"] == []
