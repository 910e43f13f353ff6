"""The e-mail of a new version: one a person, written down with the version, sent by a worker.

How many were told is written nowhere: among them are those who deposited, whom the buyer does not know yet.
"""

from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import User
from outbox import services as outbox
from outbox.registry import Lease

from ..exchanges.links import stop_link
from ..models import TenderVersion
from .audience import addresses_of, advice_for, people_of
from .comparison import changes_between
from .moments import moments_between

KIND = "announce_version"


def announce(version: TenderVersion) -> None:
    """Have everybody concerned told, once committed."""
    for person in people_of(version.tender):
        enqueue(version, str(person.pk), user=person.pk)
    for address in addresses_of(version.tender):
        enqueue(version, sha256(address.encode()).hexdigest()[:32], address=address)


def enqueue(version: TenderVersion, recipient: str, **named: Any) -> None:
    arguments = {"version": version.pk, **named}
    outbox.enqueue(kind=KIND, key=f"{version.pk}:{recipient}", arguments=arguments)


def deliver(lease: Lease) -> None:
    """The handler of the job; a mail server that refuses makes it due again."""
    version = TenderVersion.objects.select_related("tender__buyer").get(pk=lease.arguments["version"])
    person = User.objects.filter(pk=lease.arguments.get("user", 0), is_active=True).first()
    address = person.email if person else lease.arguments.get("address")
    if not address:
        return
    former = TenderVersion.objects.filter(tender=version.tender, number=version.number - 1).first()
    context = {
        "version": version,
        "tender": version.tender,
        "former": former,
        "changes": changes_between(former.content, version.content) if former else [],
        "moments": moments_between(former, version) if former else [],
        "advice": advice_for(version.tender, person) if person else [],
        "link": link_of(version),
        "stop_link": "" if person else stop_link(version.tender, address),
    }
    subject = render_to_string("tenders/versions/mail_subject.txt", context).strip()
    send_mail(subject, render_to_string("tenders/versions/mail_message.txt", context), None, [address])


def link_of(version: TenderVersion) -> str:
    path = reverse("tenders:versions", args=[version.tender.reference])
    return settings.PUBLIC_URL.rstrip("/") + path
