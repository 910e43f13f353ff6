"""When questions stop, if the buyer sets no day."""

from datetime import datetime, timedelta

#: Six days to have answered (R. 2132-6), and four to write the answer: usage of the product, no rule of law.
USUAL_BEFORE_DEADLINE = timedelta(days=10)


def usual_close_at(published_at: datetime, deadline_at: datetime) -> datetime:
    """Return ten days before the deadline, but never before half of the time to bid has run."""
    half = published_at + (deadline_at - published_at) / 2
    return max(deadline_at - USUAL_BEFORE_DEADLINE, half)
