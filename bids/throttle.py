"""How often one person may ask for something that costs a process."""

from django.core.cache import cache

CHECKS_PER_MINUTE = 6


def may_check(user_id: int) -> bool:
    """Count a check of a workbook; False once the person has used those of the minute."""
    return _count(f"bids-check-{user_id}", seconds=60) <= CHECKS_PER_MINUTE


def _count(key: str, *, seconds: int) -> int:
    cache.add(key, 0, seconds)
    try:
        return int(cache.incr(key))
    except ValueError:  # the minute ended between the two calls
        cache.set(key, 1, seconds)
        return 1
