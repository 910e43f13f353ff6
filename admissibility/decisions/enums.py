"""Closed list of what an officer may decide."""

from django.db.models import TextChoices


class DecisionKind(TextChoices):
    ADMISSIBLE = "admissible", "Recevable"
    INADMISSIBLE_APPLICATION = "inadmissible_application", "Candidature irrecevable"
    IRREGULAR = "irregular", "Offre irrégulière"
    UNACCEPTABLE = "unacceptable", "Offre inacceptable"
    UNSUITABLE = "unsuitable", "Offre inappropriée"
    LATE = "late", "Pli hors délai"


#: The article on which each rests.
ARTICLES: dict[str, str] = {
    DecisionKind.ADMISSIBLE: "R. 2144-3 et L. 2152-1",
    DecisionKind.INADMISSIBLE_APPLICATION: "R. 2144-7",
    DecisionKind.IRREGULAR: "L. 2152-1 et L. 2152-2",
    DecisionKind.UNACCEPTABLE: "L. 2152-1 et L. 2152-3",
    DecisionKind.UNSUITABLE: "L. 2152-1 et L. 2152-4",
    DecisionKind.LATE: "R. 2143-2 et R. 2151-5",
}
#: What may be decided of a bid: a late submission has none.
OF_A_BID = tuple(kind for kind in DecisionKind if kind != DecisionKind.LATE)
