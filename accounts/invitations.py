"""The letter of an invitation: a signed link, which alone opens it."""

import logging
import smtplib

from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.core import signing
from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from .models import Invitation

SALT = "accounts.invitation"
#: Letters one person may have the site write.
RATE = {"invite": "30/h/user"}

logger = logging.getLogger(__name__)


def link_of(invitation: Invitation) -> str:
    """Return the address at which the invited person answers."""
    token = signing.dumps(invitation.pk, salt=SALT)
    return settings.PUBLIC_URL.rstrip("/") + reverse("accounts:invitation", args=[token])


def invitation_of(token: str) -> Invitation | None:
    """Return the invitation that a link opens, None when it is forged, expired, withdrawn or used."""
    try:
        pk = signing.loads(token, salt=SALT, max_age=Invitation.LIFETIME)
    except signing.BadSignature:
        return None
    invitations = Invitation.objects.pending().select_related("organisation", "invited_by")
    return invitations.filter(pk=pk).first()


def deliver(invitation: Invitation, request: HttpRequest) -> bool:
    """Send the letter; False when the mail server refuses it. The invitation stands all the same."""
    context = {"invitation": invitation, "link": link_of(invitation)}
    subject = render_to_string("accounts/mail/invitation_subject.txt", context, request).strip()
    message = render_to_string("accounts/mail/invitation_message.txt", context, request)
    try:
        send_mail(subject, message, None, [invitation.email])
    except (OSError, smtplib.SMTPException):
        logger.exception("invitation %s could not be sent", invitation.pk)
        return False
    return True


def is_too_often(request: HttpRequest) -> bool:
    """Has the person had more letters written within the hour than anybody needs?"""
    return not consume(request, app="accounts", action="invite", config=RATE)
