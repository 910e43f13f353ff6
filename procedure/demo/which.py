"""The stories of the demonstration, told apart by the title of their consultation."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tenders.models import Tender
from tenders.reference_cases import HELPLINE_3919, ReferenceCase

from .people import BUYER_NAME


@dataclass(frozen=True, slots=True)
class Story:
    """``suffix`` ends the title of its consultation; ``name`` and ``summary`` are for the page of choice.

    ``goes_on``: has it a sequel that somebody asks for, once its ranking is there?
    """

    suffix: str
    name: str
    summary: str
    goes_on: bool = False

    @property
    def case(self) -> ReferenceCase:
        """The 3919 as the story's own consultation."""
        return replace(HELPLINE_3919, title=HELPLINE_3919.title + self.suffix)

    def tender(self) -> Tender | None:
        """Return the consultation in which the story was told last; None when it has not been told."""
        told = Tender.objects.filter(title=self.case.title, buyer__legal_name=BUYER_NAME)
        return told.filter(is_fictitious=True).order_by("-created_at", "-pk").first()


HISTORY = Story(
    " (histoire rejouée)",
    "L’histoire réelle",
    "Ce que l’on sait de 2020 et 2021, rejoué pas à pas : la publication, une question, le référé, la "
    "déclaration sans suite. Aucun pli n’est ouvert.",
)
CONTINUATION = Story(
    " (suite inventée)",
    "La suite inventée",
    "Si la procédure avait continué : cinq offres fictives, leur ouverture, leur capacité calculée, leur "
    "classement, puis l’attribution.",
    goes_on=True,
)
OPEN = Story(
    "",
    "Une consultation ouverte",
    "La même demande, publiée et ouverte aux dépôts : chacun peut y déposer une offre.",
)
STORIES: Sequence[Story] = (HISTORY, CONTINUATION, OPEN)
