"""The e-mails of an ending: one a person, written down with the step, sent by a worker."""

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import User
from outbox import services as outbox
from outbox.registry import Lease
from tenders.models import Tender

from .models import Award, LotEnding, ResultLetter

KIND = "announce_ending"
RELATED = "lot__tender__buyer"


def of_tender(pk: int) -> dict[str, Any]:
    tender = Tender.objects.select_related("buyer").get(pk=pk)
    return {"tender": tender, "link": link("tenders:public_detail", tender.reference)}


def of_lot(pk: int) -> dict[str, Any]:
    ending = LotEnding.objects.select_related(RELATED).get(pk=pk)
    tender = ending.lot.tender
    return {
        "ending": ending,
        "lot": ending.lot,
        "tender": tender,
        "link": link("tenders:public_detail", tender.reference),
    }


def of_award(pk: int) -> dict[str, Any]:
    award = Award.objects.select_related(f"ending__{RELATED}", "bid__organisation").get(pk=pk)
    lot = award.ending.lot
    return {
        "award": award,
        "lot": lot,
        "tender": lot.tender,
        "link": link("awards:own_result", award.bid_id),
    }


def of_letter(pk: int) -> dict[str, Any]:
    letter = ResultLetter.objects.select_related("award", f"bid__{RELATED}", "bid__organisation").get(pk=pk)
    lot = letter.bid.lot
    return {
        "letter": letter,
        "lot": lot,
        "tender": lot.tender,
        "link": link("awards:own_result", letter.bid_id),
    }


#: By what is announced: its subject, its text, and what they are written from.
LETTERS: dict[str, tuple[str, str, Callable[[int], dict[str, Any]]]] = {
    "tender_abandoned": (
        "awards/endings/mail/abandoned_subject.txt",
        "awards/endings/mail/tender_abandoned.txt",
        of_tender,
    ),
    "lot_abandoned": (
        "awards/endings/mail/abandoned_subject.txt",
        "awards/endings/mail/lot_abandoned.txt",
        of_lot,
    ),
    "lot_unsuccessful": (
        "awards/endings/mail/unsuccessful_subject.txt",
        "awards/endings/mail/lot_unsuccessful.txt",
        of_lot,
    ),
    "proofs": (
        "awards/endings/mail/proofs_subject.txt",
        "awards/endings/mail/proofs.txt",
        of_award,
    ),
    "rejected": (
        "awards/endings/mail/result_subject.txt",
        "awards/endings/mail/rejected.txt",
        of_letter,
    ),
    "chosen": (
        "awards/endings/mail/result_subject.txt",
        "awards/endings/mail/chosen.txt",
        of_award,
    ),
}


def announce(what: str, about: int, people: Iterable[User], addresses: Iterable[str] = ()) -> int:
    """Have each person told once, after the commit; return how many. ``about``: id of what is announced."""
    recipients = sorted({*(one.email for one in people), *addresses})
    for address in recipients:
        arguments = {"what": what, "about": about, "address": address}
        name = hashlib.sha256(address.encode()).hexdigest()[:32]
        outbox.enqueue(kind=KIND, key=f"{what}:{about}:{name}", arguments=arguments)
    return len(recipients)


def deliver(lease: Lease) -> None:
    """The handler of the job; a mail server that refuses makes it due again."""
    address = lease.arguments["address"]
    if User.objects.filter(email=address, is_active=False).exists():
        return
    subject, message, context_of = LETTERS[lease.arguments["what"]]
    context = context_of(lease.arguments["about"])
    said = render_to_string(subject, context).strip()
    send_mail(said, render_to_string(message, context), None, [address])


def link(name: str, *arguments: object) -> str:
    return settings.PUBLIC_URL.rstrip("/") + reverse(name, args=arguments)
