"""What happens to people and organisations, told inside the transaction of the change; upper apps listen.

Every signal carries ``actor``: the person who did it, or None for the application itself.
"""

from django.dispatch import Signal

#: user
user_registered = Signal()
#: user
user_renamed = Signal()
#: organisation
organisation_registered = Signal()
#: membership
role_granted = Signal()
#: membership, already deleted but complete
role_revoked = Signal()
#: invitation
member_invited = Signal()
#: invitation, already deleted but complete
invitation_withdrawn = Signal()
#: token
token_created = Signal()
#: token, already deleted but complete
token_revoked = Signal()
