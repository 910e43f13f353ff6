"""Checks of what indicators make a contractor do: cut calls short, pick up and hang up, tick boxes."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from ..enums import CriterionKind, Measure
from ..law.wording import checks_conformity, judges_the_candidate, punishes_listening
from ..sections import Section
from ..text import folded
from .facts import LotDraft
from .problem import LotCheck, Problem


class Phrase(NamedTuple):
    section: Section
    field: str
    text: str


def asked(draft: LotDraft) -> Iterable[Phrase]:
    """Yield what criteria and their parts say."""
    for index, (criterion, parts) in enumerate(draft.criteria):
        if criterion.kind != CriterionKind.PRICE:
            yield Phrase(Section.CRITERIA, f"rows-{index}-name", criterion.name)
        for part in parts:
            yield Phrase(Section.CRITERIA, f"rows-{index}-sub_criteria", part.name)


def measured(draft: LotDraft) -> Iterable[Phrase]:
    """Yield what criteria, requirements and price lines say: all may reward a short call."""
    yield from asked(draft)
    for index, requirement in enumerate(draft.requirements):
        yield Phrase(Section.REQUIREMENTS, f"rows-{index}-label", requirement.label)
    for index, line in enumerate(draft.price_lines):
        yield Phrase(Section.PRICES, f"rows-{index}-label", f"{line.label}, {line.unit}")


def found(
    draft: LotDraft, code: str, phrases: Iterable[Phrase], bad: Callable[[str], bool], what: str, remedy: str
) -> Iterable[Problem]:
    for phrase in phrases:
        if bad(folded(phrase.text)):
            message = f"« {phrase.text} » : {what}"
            yield Problem(code, phrase.field, message, remedy, draft.lot.number, phrase.section)


def listening(draft: LotDraft) -> Iterable[Problem]:
    yield from found(
        draft,
        "indicator_punishes_listening",
        measured(draft),
        punishes_listening,
        "plafonner la durée des appels récompense qui raccroche et sanctionne l’écoute. Le règlement du "
        "116 006 demandait moins de 6 minutes quand la moyenne réelle passait 9 ; il a été retiré en 2021.",
        "Mesurez plutôt la part d’appels auxquels il est répondu, les rappels et la qualité de l’écoute.",
    )


def pick_up_only(draft: LotDraft) -> Iterable[Problem]:
    """Yield when speed of answer is all that is measured and nobody appraises quality."""
    kinds = {criterion.kind for criterion, _ in draft.criteria}
    tests = [criterion.measure for criterion, _ in draft.criteria if criterion.kind == CriterionKind.CAPACITY]
    tests += [one.measure for one in draft.requirements if one.measure != Measure.COVERAGE_HOLES]
    if tests and set(tests) == {Measure.ANSWERED_WITHIN.value} and CriterionKind.QUALITY not in kinds:
        yield Problem(
            "only_pick_up_delay",
            "",
            "Seul le délai de décroché est mesuré : on le tient en raccrochant vite. C’est ce que fit, à bon "
            "compte, le titulaire du RSI dont ce délai et la durée moyenne étaient les seuls indicateurs.",
            "Ajoutez la part de tous les appels auxquels il est répondu, et un critère de qualité.",
            draft.lot.number,
        )


def conformity(draft: LotDraft) -> Iterable[Problem]:
    yield from found(
        draft,
        "criterion_of_conformity",
        asked(draft),
        checks_conformity,
        "un critère départage des offres conformes ; vérifier la conformité n’est pas noter.",
        "Faites-en une exigence minimale, ou notez ce qui dépasse le minimum.",
    )


def candidacy(draft: LotDraft) -> Iterable[Problem]:
    yield from found(
        draft,
        "criterion_of_candidacy",
        asked(draft),
        judges_the_candidate,
        "les références et les moyens de l’entreprise se jugent à la candidature.",
        "Notez ce que l’offre propose : l’équipe affectée, sa formation, son organisation.",
    )


INDICATOR_CHECKS: tuple[LotCheck, ...] = (listening, pick_up_only, conformity, candidacy)
