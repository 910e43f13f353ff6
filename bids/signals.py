"""What this stage tells the later ones, inside its own transaction."""

from django.dispatch import Signal

#: Sent with ``bid`` and ``now`` once a bid was read (its content is there) or declared unreadable (it is not).
bid_read = Signal()
#: Sent with ``tender`` and ``now`` once its bids are opened.
bids_opened = Signal()
