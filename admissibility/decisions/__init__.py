"""What the officer decides of a bid, and of a submission that came late. No rule decides anything.

Code de la commande publique, R. 2144-7 (applications), L. 2152-1 to L. 2152-4 (offers), R. 2151-5 (late).
Every decision is kept; the newest counts.
"""

from .state import current

__all__ = ["current"]
