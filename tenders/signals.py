"""What later stages hear of a consultation, inside the transaction of the change."""

from django.dispatch import Signal

#: Sent with ``tender``, ``version`` (a TenderVersion: amended or postponed) and ``now``.
tender_amended = Signal()

#: ``tender`` (state ABANDONED), ``actor``, ``now``: a later stage may still refuse, with a ValidationError.
tender_abandoned = Signal()
