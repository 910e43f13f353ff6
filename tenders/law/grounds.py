"""What each step of a proposal rests on: the closed list of its codes. Each has its template."""

from dataclasses import dataclass

from .marks import Mark


@dataclass(frozen=True, slots=True)
class Ground:
    article: str
    mark: Mark = Mark.VERIFIED


NATURE = {
    "social_services": Ground("R. 2123-1, 3°"),
    "other_services": Ground("R. 2123-1, 3°", Mark.MEMORY),
    "mixed_social": Ground("R. 2123-2"),
    "mixed_other": Ground("R. 2123-2"),
    "mixed_unknown": Ground("R. 2123-2"),
    "no_cpv": Ground("R. 2123-1, 3°"),
}
VALUE = {
    "below_formal": Ground("R. 2123-1, 1°", Mark.SECONDARY),
    "above_formal": Ground("L. 2124-1", Mark.SECONDARY),
    "buyer_unknown": Ground("L. 2124-1 ; avis annexé au code", Mark.SECONDARY),
    "threshold_unknown": Ground("L. 2124-1 ; avis annexé au code", Mark.SECONDARY),
    "no_estimate": Ground("R. 2121-1"),
    "below_competition": Ground("R. 2122-8"),
    "small_lots": Ground("R. 2123-1, 2°"),
}
PUBLICITY = {
    "publicity_none": Ground("R. 2122-8"),
    "publicity_free": Ground("R. 2131-12"),
    "publicity_national": Ground("R. 2131-12"),
    "publicity_social_free": Ground("R. 2131-14", Mark.SECONDARY),
    "publicity_social_european": Ground("R. 2131-15, R. 2131-7", Mark.SECONDARY),
    "publicity_formal": Ground("R. 2131-16", Mark.MEMORY),
    "publicity_unknown": Ground("R. 2131-12, R. 2131-14"),
}
CHOICE = {
    "followed_entirely": Ground("R. 2123-6"),
    "restricted_freely": Ground("R. 2124-2", Mark.MEMORY),
    "negotiated_cases": Ground("R. 2124-3"),
    "negotiated_freely": Ground("R. 2124-4", Mark.MEMORY),
    "adapted_by_object": Ground("R. 2123-1, 2° et 3°"),
}
GROUNDS: dict[str, Ground] = {**NATURE, **VALUE, **PUBLICITY, **CHOICE}
