"""Signed links: the address is kept only once its owner has opened the one sent to it."""

import logging
import smtplib

from django.conf import settings
from django.core import signing
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from ..models import Tender

CONFIRM, STOP = "tenders.exchanges.confirm", "tenders.exchanges.stop"
#: Seconds a link to confirm is good for: three days. A link to stop never ends.
CONFIRM_SECONDS = 3 * 86_400
Asked = tuple[Tender, str]

logger = logging.getLogger(__name__)


def confirm_link(tender: Tender, email: str) -> str:
    """Return the address at which the owner of ``email`` says that they want to be told."""
    return absolute("tenders:confirm_following", signed(tender, email, CONFIRM))


def stop_link(tender: Tender, email: str) -> str:
    """Return the address at which the owner of ``email`` says that they no longer want to be told."""
    return absolute("tenders:stop_following", signed(tender, email, STOP))


def signed(tender: Tender, email: str, salt: str) -> str:
    return signing.dumps([tender.pk, email.lower()], salt=salt)


def absolute(name: str, token: str) -> str:
    return str(settings.PUBLIC_URL).rstrip("/") + reverse(name, args=[token])


def asked_by(token: str, salt: str) -> Asked | None:
    """Return the consultation and the address of a link, None when it is forged or too old."""
    try:
        pk, email = signing.loads(token, salt=salt, max_age=CONFIRM_SECONDS if salt == CONFIRM else None)
    except signing.BadSignature:
        return None
    tender = Tender.objects.public().select_related("buyer").filter(pk=pk).first()
    return (tender, str(email)) if tender else None


def send_confirmation(tender: Tender, email: str) -> bool:
    """Send the link; False when the mail server refuses it."""
    context = {"tender": tender, "link": confirm_link(tender, email)}
    subject = render_to_string("tenders/exchanges/mail/confirm_subject.txt", context).strip()
    message = render_to_string("tenders/exchanges/mail/confirm_message.txt", context)
    try:
        send_mail(subject, message, None, [email])
    except (OSError, smtplib.SMTPException):
        logger.exception("a letter about the consultation %s could not be sent", tender.reference)
        return False
    return True
