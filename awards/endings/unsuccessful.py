"""Whether a lot may be declared « infructueux » for a cause, from plain facts; and what may follow.

The word is not in the articles; the situations are (R. 2122-2, R. 2124-3, 6°).
"""

from collections.abc import Iterator

from .enums import ENDED, EndingState
from .enums import UnsuccessfulCause as Cause
from .state import Blocker, LotFacts, ended

#: How the bids of the lot may have been set aside for each cause; the first set must be met at least once.
NEEDED: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    Cause.ONLY_INADMISSIBLE: (frozenset({"inadmissible"}), frozenset({"late"})),
    Cause.ONLY_UNSUITABLE: (frozenset({"unsuitable"}), frozenset({"inadmissible", "late"})),
    Cause.ONLY_IRREGULAR_OR_UNACCEPTABLE: (
        frozenset({"irregular", "unacceptable"}),
        frozenset({"inadmissible", "late", "unsuitable"}),
    ),
}
ARTICLES: dict[str, str] = {
    Cause.NO_BID: "R. 2122-2",
    Cause.ONLY_INADMISSIBLE: "R. 2122-2, R. 2144-7",
    Cause.ONLY_UNSUITABLE: "R. 2122-2, L. 2152-4",
    Cause.ONLY_IRREGULAR_OR_UNACCEPTABLE: "R. 2124-3, 6°, L. 2152-2, L. 2152-3",
}
WITHOUT_NOTICE = (
    "Un marché sans publicité ni mise en concurrence est possible si les conditions initiales ne sont pas "
    "substantiellement modifiées (R. 2122-2)."
)
NEGOTIATION = (
    "En procédure formalisée, une procédure avec négociation est possible si les conditions initiales ne "
    "sont pas substantiellement modifiées (R. 2124-3, 6°)."
)
AGAIN = "Une nouvelle consultation est toujours possible."


def may_declare(lot: LotFacts, cause: str) -> list[Blocker]:
    """Return what contradicts the cause; empty when the file agrees with it."""
    if lot.state in ENDED or lot.is_over:
        return [ended(lot)]
    if lot.state != EndingState.OPEN:
        message = "Une offre est pressentie : retirez-la d’abord."
        return [Blocker("designated", message, "R. 2144-7")]
    if not lot.is_opened:
        message = "Les plis ne sont pas ouverts : nul ne sait encore ce qui a été déposé."
        return [Blocker("not_opened", message, "R. 2132-9")]
    return list(contradictions(lot, Cause(cause)))


def contradictions(lot: LotFacts, cause: Cause) -> Iterator[Blocker]:
    if cause == Cause.NO_BID:
        if lot.standings:
            count = len(lot.standings)
            yield Blocker("bids_exist", f"{count} offre(s) ont été ouvertes pour ce lot.", ARTICLES[cause])
        return
    if not lot.standings:
        yield Blocker("no_bid", "Aucune offre n’a été ouverte pour ce lot.", ARTICLES[cause])
        return
    needed, allowed = NEEDED[cause]
    for one in lot.standings:
        if one.kind not in needed | allowed:
            yield Blocker("bid_contradicts", f"{one.name} : {in_words(one.kind)}.", ARTICLES[cause])
    if not any(one.kind in needed for one in lot.standings):
        yield Blocker("none_of_this_kind", "Aucune offre n’a été écartée pour cette cause.", ARTICLES[cause])


def in_words(kind: str) -> str:
    words = {
        "in": "son offre n’est pas écartée",
        "abnormally_low": "son offre est rejetée comme anormalement basse, ce qui n’est aucune de ces causes "
        "(la voie est alors la déclaration sans suite)",
        "inadmissible": "sa candidature est irrecevable",
        "late": "son pli est hors délai",
        "unsuitable": "son offre est inappropriée",
        "irregular": "son offre est irrégulière",
        "unacceptable": "son offre est inacceptable",
    }
    return words[kind]


def what_may_follow(cause: str, *, is_formal: bool) -> list[str]:
    """Return what the buyer may do next; nothing of it is done here."""
    if cause != Cause.ONLY_IRREGULAR_OR_UNACCEPTABLE:
        return [WITHOUT_NOTICE, AGAIN]
    return [NEGOTIATION, AGAIN] if is_formal else [AGAIN]
