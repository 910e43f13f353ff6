"""Closed lists of the end of a procedure."""

from django.db.models import TextChoices


class EndingState(TextChoices):
    """Where a lot stands between its ranking and its end."""

    OPEN = "open", "En cours"
    DESIGNATED = "designated", "Offre pressentie"
    PROOFS_REQUESTED = "proofs_requested", "Preuves demandées"
    PROOFS_EXAMINED = "proofs_examined", "Preuves admises"
    AWARDED = "awarded", "Attribué"
    INFORMED = "informed", "Candidats écartés informés"
    SIGNED = "signed", "Marché signé"
    NOTIFIED = "notified", "Marché notifié"
    ABANDONED = "abandoned", "Sans suite"
    UNSUCCESSFUL = "unsuccessful", "Infructueux"


#: A contract exists.
CONCLUDED = (EndingState.SIGNED, EndingState.NOTIFIED)
#: Ended without one.
CLOSED = (EndingState.ABANDONED, EndingState.UNSUCCESSFUL)
ENDED = (*CONCLUDED, *CLOSED)
#: The choice is made and may still be withdrawn.
PRONOUNCED = (EndingState.AWARDED, EndingState.INFORMED)


class UnsuccessfulCause(TextChoices):
    """Why a lot is « infructueux »; the label is what bidders and the public read."""

    NO_BID = "no_bid", "Aucune offre n’a été déposée dans les délais"
    ONLY_INADMISSIBLE = "only_inadmissible", "Seules des candidatures irrecevables ont été présentées"
    ONLY_UNSUITABLE = "only_unsuitable", "Seules des offres inappropriées ont été présentées"
    ONLY_IRREGULAR_OR_UNACCEPTABLE = (
        "only_irregular_or_unacceptable",
        "Seules des offres irrégulières ou inacceptables ont été présentées",
    )


class WithdrawalGround(TextChoices):
    """Why a designated bid does not become the contract; the label carries the article."""

    EXCLUSION = "exclusion", "Motif d’exclusion (R. 2144-7)"
    CONDITIONS = "conditions", "Conditions de participation non remplies (R. 2144-7)"
    FALSE_INFORMATION = "false_information", "Informations ou documents faux (R. 2144-7)"
    NOT_GIVEN = "not_given", "Preuves non produites dans le délai (R. 2144-7)"
    CANNOT_PERFORM = (
        "cannot_perform",
        "Force majeure ou cas fortuit, après le choix et avant sa notification (R. 2181-7)",
    )
    JUDGE = "judge", "Décision du juge"
    OTHER = "other", "Autre motif, exposé ci-dessous"


#: The candidature is inadmissible; the next bid of the ranking may be called (R. 2144-7).
INADMISSIBLE_GROUNDS = (
    WithdrawalGround.EXCLUSION,
    WithdrawalGround.CONDITIONS,
    WithdrawalGround.FALSE_INFORMATION,
    WithdrawalGround.NOT_GIVEN,
)


class HoldOutcome(TextChoices):
    """What the judge decided, or how the case ended."""

    REJECTED = "rejected", "Requête rejetée"
    WITHDRAWN = "withdrawn", "Désistement du requérant"
    MOOT = "moot", "Non-lieu à statuer"
    DECISION_ANNULLED = "decision_annulled", "Décision annulée : reprise ordonnée à un stade antérieur"
    PROCEDURE_ANNULLED = "procedure_annulled", "Procédure annulée"


ANNULLING = (HoldOutcome.DECISION_ANNULLED, HoldOutcome.PROCEDURE_ANNULLED)
