"""What this package adds at start-up."""

from outbox.registry import register

from .. import hub
from ..exchanges import people
from . import audience, mail, panels


def install() -> None:
    register(mail.KIND, mail.deliver)
    audience.register(people.interested, addresses=people.followers)
    hub.register("Versions et modifications", order=5, build=panels.of_tender)
