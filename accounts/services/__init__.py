"""Every change of people, organisations and roles. Each is one transaction and tells one signal an event.

No service takes the time: nothing here depends on it, and the journal (a higher app) stamps each event
with the database's clock.
"""

from .invitations import accept_as_newcomer, accept_invitation, invite, withdraw_invitation
from .organisations import OrganisationData, add_operator, create_organisation
from .people import create_member, create_person, register_operator, rename
from .roles import grant_role, revoke_role
from .tokens import create_token, revoke_token

__all__ = [
    "OrganisationData",
    "accept_as_newcomer",
    "accept_invitation",
    "add_operator",
    "create_member",
    "create_organisation",
    "create_person",
    "create_token",
    "grant_role",
    "invite",
    "register_operator",
    "rename",
    "revoke_role",
    "revoke_token",
    "withdraw_invitation",
]
