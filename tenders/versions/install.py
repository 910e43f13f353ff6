"""What this package adds at start-up."""

from outbox.registry import register

from .. import hub
from . import mail, panels


def install() -> None:
    register(mail.KIND, mail.deliver)
    hub.register("Versions et modifications", order=5, build=panels.of_tender)
