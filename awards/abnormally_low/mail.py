"""The e-mail of a request: one a person, written down with the request, sent by a worker."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from outbox import services as outbox
from outbox.registry import Lease

from .enums import EnquiryState
from .models import PriceEnquiry

KIND = "announce_price_enquiry"


def announce(enquiry: PriceEnquiry) -> int:
    """Have all the active people who bid for the operator told, once committed; return how many."""
    people = User.objects.filter(
        is_active=True,
        memberships__organisation=enquiry.bid.organisation_id,
        memberships__role=Role.BIDDER,
    ).distinct()
    for person in people:
        arguments = {"enquiry": enquiry.pk, "user": person.pk}
        outbox.enqueue(kind=KIND, key=f"{enquiry.pk}:{person.pk}", arguments=arguments)
    return len(people)


def deliver(lease: Lease) -> None:
    """The handler of the job; a mail server that refuses makes it due again."""
    enquiry = PriceEnquiry.objects.select_related("bid__lot__tender__buyer", "bid__organisation").get(
        pk=lease.arguments["enquiry"]
    )
    person = User.objects.get(pk=lease.arguments["user"])
    if enquiry.state == EnquiryState.DETECTED or not person.is_active:
        return
    context = {"enquiry": enquiry, "bid": enquiry.bid, "person": person, "link": link_of(enquiry)}
    subject = render_to_string("awards/abnormally_low/mail_subject.txt", context).strip()
    send_mail(
        subject, render_to_string("awards/abnormally_low/mail_message.txt", context), None, [person.email]
    )


def link_of(enquiry: PriceEnquiry) -> str:
    return settings.PUBLIC_URL.rstrip("/") + reverse("awards:justify_price", args=[enquiry.bid_id])
