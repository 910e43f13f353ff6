"""The e-mail of a request: one a person, written down with the request, sent by a worker; no content."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from outbox import services as outbox
from outbox.registry import Lease

from .models import RegularisationRound

KIND = "announce_regularisation"


def announce(asked: RegularisationRound) -> int:
    """Have all the active people who bid for those concerned told, once committed; return how many."""
    people = User.objects.filter(
        is_active=True,
        memberships__organisation__in=asked.points.values("bid__organisation"),
        memberships__role=Role.BIDDER,
    ).distinct()
    for person in people:
        arguments = {"round": asked.pk, "user": person.pk}
        outbox.enqueue(kind=KIND, key=f"{asked.pk}:{person.pk}", arguments=arguments)
    return len(people)


def deliver(lease: Lease) -> None:
    """The handler of the job; a mail server that refuses makes it due again."""
    asked = RegularisationRound.objects.select_related("tender__buyer").get(pk=lease.arguments["round"])
    person = User.objects.get(pk=lease.arguments["user"])
    if not person.is_active:
        return
    context = {"round": asked, "tender": asked.tender, "person": person, "link": link_of(asked)}
    subject = render_to_string("admissibility/regularisation/mail_subject.txt", context).strip()
    message = render_to_string("admissibility/regularisation/mail_message.txt", context)
    send_mail(subject, message, None, [person.email])


def link_of(asked: RegularisationRound) -> str:
    return settings.PUBLIC_URL.rstrip("/") + reverse("admissibility:answer", args=[asked.pk])
