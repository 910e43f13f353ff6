"""The e-mail of a moment: one an officer, written down with the moment, sent by a worker."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import User
from outbox.registry import Lease

from .models import ReachedMoment


def deliver(lease: Lease) -> None:
    """The handler of the job; a mail server that refuses makes it due again."""
    reached = ReachedMoment.objects.select_related("tender").get(pk=lease.arguments["reached"])
    person = User.objects.get(pk=lease.arguments["user"])
    if not person.is_active:
        return
    context = {
        "reached": reached,
        "tender": reached.tender,
        "person": person,
        "sentence": lease.arguments["sentence"],
        "label": lease.arguments["label"],
        "link": settings.PUBLIC_URL.rstrip("/")
        + reverse("tenders:officer_detail", args=[reached.tender.reference]),
    }
    subject = render_to_string("procedure/moment_subject.txt", context).strip()
    send_mail(subject, render_to_string("procedure/moment_message.txt", context), None, [person.email])
