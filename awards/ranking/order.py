"""Marks, points and ranks."""

from collections.abc import Sequence
from decimal import Decimal

from awards.ranking.values import ZERO, Criterion, Offer, Standing
from scoring.marks import linear_measure, price_ratio
from scoring.marks.scale import CONTEXT, MAXIMUM


def rank(criteria: Sequence[Criterion], offers: Sequence[Offer]) -> tuple[Standing, ...]:
    """Standings in the order of the table: ranked offers, then those set aside by the rank they would have.

    Equal totals have equal ranks and the next rank is skipped (1, 1, 3): at this stage nothing parts a tie,
    it is shown. Prices are compared among the offers admitted: one set aside must not lower the others.
    """
    admitted = [offer for offer in offers if not offer.is_set_aside]
    ranked = _standings(criteria, admitted)
    aside = [_hypothetical(criteria, [*admitted, offer], offer) for offer in offers if offer.is_set_aside]
    return (*sorted(ranked, key=_place), *sorted(aside, key=_place))


def _place(standing: Standing) -> tuple[int, int]:
    rank_or_last = standing.rank or standing.hypothetical_rank or 10**9
    return rank_or_last, standing.offer


def _hypothetical(criteria: Sequence[Criterion], field: Sequence[Offer], offer: Offer) -> Standing:
    if offer.price_eur <= 0:
        return Standing(offer.id, None, None, {}, {})
    found = next(one for one in _standings(criteria, field) if one.offer == offer.id)
    return Standing(offer.id, None, found.rank, found.marks, found.points)


def _standings(criteria: Sequence[Criterion], field: Sequence[Offer]) -> list[Standing]:
    """The offers ranked among themselves, whatever their reasons."""
    if not field:
        return []
    lowest = min(offer.price_eur for offer in field)
    marks = {offer.id: marks_of(criteria, offer, lowest) for offer in field}
    points = {key: _points(criteria, values) for key, values in marks.items()}
    totals = {key: sum(values.values(), ZERO) for key, values in points.items()}
    return [
        Standing(
            key, 1 + sum(other > totals[key] for other in totals.values()), None, marks[key], points[key]
        )
        for key in totals
    ]


def marks_of(criteria: Sequence[Criterion], offer: Offer, lowest: Decimal) -> dict[int, Decimal]:
    """Marks of 0 to 100 where a formula marks; a scope where nobody calls is a mark of 0 for all."""
    return {one.id: _mark(one, offer, lowest) for one in criteria if one.is_marked}


def _mark(criterion: Criterion, offer: Offer, lowest: Decimal) -> Decimal:
    if criterion.method == "price_ratio":
        return price_ratio(offer.price_eur, lowest)
    measured = offer.measures.get(criterion.id)
    return linear_measure(ZERO if measured is None else measured, criterion.floor, criterion.target)


def _points(criteria: Sequence[Criterion], marks: dict[int, Decimal]) -> dict[int, Decimal]:
    weights = {one.id: one.weight for one in criteria}
    return {
        key: CONTEXT.divide(CONTEXT.multiply(weights[key], value), MAXIMUM) for key, value in marks.items()
    }
