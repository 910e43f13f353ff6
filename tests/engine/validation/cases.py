"""Every validation case, in the order of docs/validation.md."""

from tests.engine.validation import blended, exact, measured, published
from tests.engine.validation.lines import Case

SECTIONS: dict[str, tuple[Case, ...]] = {
    "Exemples publiés": published.CASES,
    "Cas qui ont une réponse exacte": exact.CASES,
    "Le coup d’œil devant la simulation": blended.CASES,
    "Ce que coûtent les simplifications habituelles": measured.CASES,
}
CASES = tuple(case for cases in SECTIONS.values() for case in cases)
