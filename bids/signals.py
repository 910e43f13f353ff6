"""What later stages may listen to; all are sent inside the transaction of the change they tell."""

from django.dispatch import Signal

#: ``opening`` (bids.models.Opening), ``now`` (datetime): the bids of a consultation exist from here on.
bids_opened = Signal()

#: ``bid`` (bids.models.Bid, state READ), ``now`` (datetime): its content and price can be evaluated.
bid_read = Signal()

#: ``submission`` (bids.models.Submission, state LATE), ``now`` (datetime): received late, it stays closed.
submission_late = Signal()

#: ``tender``, ``now`` (datetime): no bid of the consultation waits to be read any more.
all_bids_read = Signal()
