"""Checks of the minimum requirements, the criteria and the price lines."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from ui.formatting import nombre

from ..enums import CriterionKind, Measure, ScoringMethod, method_of
from ..models import ContactType, Criterion, EssentialTask, SubCriterion
from ..models.criteria import Scoped
from ..sections import Section
from .facts import LotDraft
from .problem import LotCheck, Problem


def written(total: Decimal) -> str:
    return nombre(total, 0 if total == total.to_integral_value() else 2)


def weights(draft: LotDraft) -> Iterable[Problem]:
    total = sum((criterion.weight for criterion, _ in draft.criteria), Decimal(0))
    if draft.criteria and total != 100:
        yield Problem(
            "weights_not_100",
            "rows-0-weight",
            f"Les poids des critères totalisent {written(total)} au lieu de 100.",
            "Corrigez les poids. Ceux des sous-critères se donnent dans leur critère et ne s’y ajoutent pas.",
            draft.lot.number,
        )
    for index, (criterion, parts) in enumerate(draft.criteria):
        if criterion.weight <= 0:
            yield Problem(
                "weight_zero",
                f"rows-{index}-weight",
                f"{criterion.name} : un critère de poids nul ne départage personne.",
                "Donnez-lui un poids ou retirez-le.",
                draft.lot.number,
            )
        yield from part_weights(draft, index, criterion, parts)


def part_weights(
    draft: LotDraft, index: int, criterion: Criterion, parts: Sequence[SubCriterion]
) -> Iterable[Problem]:
    total = sum((part.weight for part in parts), Decimal(0))
    if parts and total != 100:
        yield Problem(
            "sub_weights_not_100",
            f"rows-{index}-sub_criteria",
            f"{criterion.name} : les poids de ses sous-critères totalisent {written(total)} au lieu de 100.",
            "Chaque poids est un pourcentage du critère : ils totalisent 100 dans chaque critère.",
            draft.lot.number,
        )


def kinds(draft: LotDraft) -> Iterable[Problem]:
    """Yield what R. 2152-7 refuses: a single criterion of price, or nothing about the environment."""
    found = [criterion.kind for criterion, _ in draft.criteria]
    if not found:
        yield Problem(
            "no_criterion",
            "",
            "Aucun critère d’attribution n’est fixé.",
            "Ajoutez un critère de prix, un critère environnemental et ce qui doit départager les offres.",
            draft.lot.number,
        )
        return
    yield from price_criteria(draft, found.count(CriterionKind.PRICE))
    if len(found) == 1:
        yield Problem(
            "single_criterion",
            "",
            "Un critère unique n’est possible que pour un coût global, environnement compris.",
            "Ajoutez des critères, dont un au moins sur l’environnement.",
            draft.lot.number,
        )
    if CriterionKind.ENVIRONMENT not in found:
        yield Problem(
            "no_environment",
            "",
            "Aucun critère ne porte sur les caractéristiques environnementales de l’offre.",
            "Ajoutez un critère de nature « Environnement ».",
            draft.lot.number,
        )


def price_criteria(draft: LotDraft, count: int) -> Iterable[Problem]:
    if count != 1:
        found = f"{count} critères portent" if count else "Aucun critère ne porte"
        yield Problem(
            "not_one_price",
            "",
            f"{found} sur le prix : il en faut un et un seul.",
            "Gardez un seul critère de prix ; ses détails sont dans les lignes de prix.",
            draft.lot.number,
        )


def methods(draft: LotDraft) -> Iterable[Problem]:
    for index, (criterion, parts) in enumerate(draft.criteria):
        expected = method_of(criterion.kind)
        if criterion.method != expected:
            yield Problem(
                "wrong_method",
                f"rows-{index}-kind",
                f"{criterion.name} : cette méthode ne convient pas à un critère de cette nature.",
                f"Choisissez « {expected.label} ».",
                draft.lot.number,
            )
        if not criterion.name.strip():
            yield Problem(
                "criterion_without_name",
                f"rows-{index}-name",
                f"Le critère n° {index + 1} n’a pas d’intitulé.",
                "Donnez-lui un intitulé : il est publié.",
                draft.lot.number,
            )
        if parts and criterion.method != ScoringMethod.EVALUATORS:
            yield Problem(
                "sub_criteria_computed",
                f"rows-{index}-sub_criteria",
                f"{criterion.name} : une note calculée n’a pas de sous-critères.",
                "Faites de chaque sous-critère un critère, ou retirez-les.",
                draft.lot.number,
            )


def capacity(draft: LotDraft) -> Iterable[Problem]:
    for index, (criterion, _) in enumerate(draft.criteria):
        if criterion.kind != CriterionKind.CAPACITY:
            continue
        row = f"rows-{index}"
        if criterion.measure in ("", Measure.COVERAGE_HOLES):
            yield Problem(
                "capacity_without_measure",
                f"{row}-measure",
                f"{criterion.name} : la mesure notée n’est pas une part de contacts.",
                "Choisissez la part des contacts auxquels il est répondu, avec ou sans délai ; "
                "les heures sans personne sont une exigence minimale.",
                draft.lot.number,
            )
        floor, target = criterion.floor_share, criterion.target_share
        if floor is None or target is None or floor >= target:
            yield Problem(
                "floor_not_below_target",
                f"{row}-floor_share",
                f"{criterion.name} : il faut un seuil noté 0 inférieur à l’objectif noté au maximum.",
                "Indiquez les deux parts, par exemple 60 % et 90 %.",
                draft.lot.number,
            )
        yield from delay_and_scope(draft, criterion, Section.CRITERIA, row)


def requirements(draft: LotDraft) -> Iterable[Problem]:
    for index, requirement in enumerate(draft.requirements):
        row = f"rows-{index}"
        if not requirement.measure:
            yield Problem(
                "requirement_without_measure",
                f"{row}-measure",
                f"{requirement.label or 'Une exigence'} : la mesure n’est pas choisie.",
                "Choisissez ce qui est mesuré.",
                draft.lot.number,
            )
        if requirement.measure != Measure.COVERAGE_HOLES and requirement.threshold_share is None:
            yield Problem(
                "requirement_without_threshold",
                f"{row}-threshold_share",
                f"{requirement.label or 'Une exigence'} : le seuil manque.",
                "Indiquez la part minimale exigée, en pourcentage.",
                draft.lot.number,
            )
        yield from delay_and_scope(draft, requirement, Section.REQUIREMENTS, row)


def delay_and_scope(draft: LotDraft, test: Scoped, section: Section, row: str) -> Iterable[Problem]:
    if test.measure == Measure.ANSWERED_WITHIN and not test.within_seconds:
        yield Problem(
            "measure_without_delay",
            f"{row}-within_seconds",
            f"{test} : le délai de réponse manque.",
            "Indiquez-le en secondes, par exemple 60.",
            draft.lot.number,
            place=section,
        )
    if not covers(test, draft.contact_types):
        yield Problem(
            "scope_empty",
            f"{row}-channel",
            f"{test} : aucun type de contact du lot n’est dans ce périmètre ({test.scope_label()}).",
            "Changez le canal, la langue ou le niveau, ou ajoutez le type de contact.",
            draft.lot.number,
            place=section,
        )


def covers(scope: Scoped | EssentialTask, contact_types: Iterable[ContactType]) -> bool:
    """Is there a contact in the scope? An empty channel, language or level means all of them."""
    return any(
        (not scope.channel or contact.channel == scope.channel)
        and (not scope.language or contact.language == scope.language)
        and (not scope.level or contact.level == scope.level)
        for contact in contact_types
    )


def test_key(test: Scoped, contact_types: Iterable[ContactType]) -> tuple[str, int | None, frozenset[int]]:
    """What makes two tests the same: what is measured, of which contacts, however their scope is written."""
    return (
        test.measure,
        test.within_seconds if test.measure == Measure.ANSWERED_WITHIN else None,
        frozenset(contact.pk for contact in contact_types if covers(test, [contact])),
    )


def never_twice(draft: LotDraft) -> Iterable[Problem]:
    """Yield what is both a condition and a mark: a criterion that only checks conformity is unlawful."""
    required = {test_key(requirement, draft.contact_types) for requirement in draft.requirements}
    for index, (criterion, _) in enumerate(draft.criteria):
        if criterion.kind == CriterionKind.CAPACITY and test_key(criterion, draft.contact_types) in required:
            yield Problem(
                "required_and_scored",
                f"rows-{index}-measure",
                f"{criterion.name} : la même capacité est déjà une exigence minimale.",
                "Gardez l’exigence ou le critère, pas les deux : un critère ne vérifie pas la conformité.",
                draft.lot.number,
            )


def prices(draft: LotDraft) -> Iterable[Problem]:
    if not draft.price_lines:
        yield Problem(
            "no_price_line",
            "",
            "Le lot n’a aucune ligne de prix.",
            "Ajoutez les lignes que chaque candidat chiffrera, avec leurs quantités estimées.",
            draft.lot.number,
        )
    for index, line in enumerate(draft.price_lines):
        if line.quantity <= 0:
            yield Problem(
                "price_without_quantity",
                f"rows-{index}-quantity",
                f"{line.label} : la quantité estimée est nulle.",
                "Indiquez la quantité sur toute la durée : c’est elle qui compare les offres.",
                draft.lot.number,
            )
        if not line.label.strip() or not line.unit.strip():
            yield Problem(
                "price_without_label",
                f"rows-{index}-label",
                f"La ligne de prix n° {index + 1} n’a pas de désignation ou d’unité.",
                "Complétez-la.",
                draft.lot.number,
            )


def no_requirement(draft: LotDraft) -> Iterable[Problem]:
    if not draft.requirements:
        yield Problem(
            "no_requirement",
            "",
            "Aucune exigence minimale n’est posée.",
            "C’est permis ; vérifiez qu’une offre presque sans effectif doit rester recevable.",
            draft.lot.number,
        )


SCORING_CHECKS: tuple[LotCheck, ...] = (
    weights,
    kinds,
    methods,
    capacity,
    requirements,
    no_requirement,
    never_twice,
    prices,
)
