"""The rules on candidates, case by case."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admissibility.rules.capacity import (
    MINIMUM_TURNOVER,
    RELIED_CAPACITIES,
    ReliedFacts,
    TurnoverFacts,
    YearTurnover,
)
from admissibility.rules.completeness import (
    APPLICATION_COMPLETE,
    SUBCONTRACT_DECLARATIONS,
    ApplicationFacts,
    CandidateFacts,
    DeclarationsFacts,
    DeclaredFacts,
)
from admissibility.rules.exclusions import EXCLUSIONS_DECLARED, DeclaredExclusion, ExclusionFacts
from admissibility.rules.groupings import SEVERAL_APPLICATIONS, Candidacy, SeveralFacts

MEMBER = CandidateFacts("Association fictive", "73282932000074", exclusions_answered=True)
WHOLE = {"found": True, "signatory": "D. Fictif", "honour_declared": True, "oeth_declared": True}


def application(*members: CandidateFacts, **changes: object) -> ApplicationFacts:
    return ApplicationFacts(**{**WHOLE, "members": members or (MEMBER,), **changes})  # type: ignore[arg-type]


class TestCompleteness:
    def test_a_whole_application_conforms(self) -> None:
        assert APPLICATION_COMPLETE.apply(application()).code == "complete"

    def test_an_espd_is_accepted_instead_of_forms(self) -> None:
        assert APPLICATION_COMPLETE.apply(application(espd=True)).code == "espd"

    def test_no_application_is_to_be_asked_never_refused(self) -> None:
        outcome = APPLICATION_COMPLETE.apply(ApplicationFacts(found=False))
        assert (outcome.code, outcome.result) == ("no_application", "to_examine")

    @pytest.mark.parametrize(
        ("changes", "missing"),
        [
            ({"honour_declared": False}, "la déclaration sur l’honneur relative aux exclusions"),
            ({"signatory": " "}, "le nom du signataire"),
            ({"is_grouping": True}, "la désignation d’un mandataire"),
        ],
    )
    def test_what_is_missing_is_named(self, changes: dict[str, object], missing: str) -> None:
        outcome = APPLICATION_COMPLETE.apply(application(**changes))
        assert (outcome.code, outcome.facts["missing"]) == ("pieces_missing", [missing])

    def test_each_member_has_its_siret_and_its_declaration(self) -> None:
        bare = CandidateFacts("Membre fictif", "", exclusions_answered=False)
        missing = APPLICATION_COMPLETE.apply(application(MEMBER, bare)).facts["missing"]
        assert missing == ["le SIRET de Membre fictif", "la déclaration de Membre fictif sur les exclusions"]


class TestDeclarations:
    def dc4(self, **changes: object) -> DeclaredFacts:
        whole = {
            "name": "Renfort (fictif)",
            "siret": "73282932000074",
            "tasks": "Niveau 1",
            "amount_eur": "1000",
            "payment_terms": "30 jours",
            "no_exclusion_declared": True,
        }
        return DeclaredFacts(**(whole | changes))  # type: ignore[arg-type]

    def test_a_whole_dc4_conforms(self) -> None:
        facts = DeclarationsFacts((self.dc4(),), ("RENFORT (fictif)",))
        assert SUBCONTRACT_DECLARATIONS.apply(facts).code == "complete"

    def test_no_subcontractor_needs_none(self) -> None:
        assert SUBCONTRACT_DECLARATIONS.apply(DeclarationsFacts((), ())).code == "no_subcontractor"

    def test_an_employer_that_nothing_declares_is_named(self) -> None:
        outcome = SUBCONTRACT_DECLARATIONS.apply(DeclarationsFacts((), ("Inconnu",)))
        assert outcome.facts["gaps"] == [{"subcontractor": "Inconnu", "missing": ["toute la déclaration"]}]

    def test_each_gap_of_a_dc4_is_named(self) -> None:
        facts = DeclarationsFacts((self.dc4(payment_terms="", no_exclusion_declared=False),), ())
        (gap,) = SUBCONTRACT_DECLARATIONS.apply(facts).facts["gaps"]
        assert gap["missing"] == ["les conditions de paiement", "la déclaration d’absence d’exclusion"]


class TestExclusions:
    def code(self, *articles: str, grouping: bool = False, answered: bool = False) -> str:
        declared = tuple(DeclaredExclusion("Fictif", one) for one in articles)
        return EXCLUSIONS_DECLARED.apply(ExclusionFacts(grouping, answered, declared)).code

    @pytest.mark.parametrize("number", range(1, 6))
    def test_the_first_five_are_compulsory(self, number: int) -> None:
        assert self.code(f"L. 2141-{number}") == "compulsory_declared"
        assert self.code(f"L2141-{number}") == "compulsory_declared"

    @pytest.mark.parametrize("article", ["L. 2141-7", "L. 2141-7-1", "L. 2141-8", "L. 2141-10"])
    def test_the_others_need_a_hearing(self, article: str) -> None:
        assert self.code(article) == "optional_declared"

    def test_an_excluded_member_can_be_replaced(self) -> None:
        assert self.code("L. 2141-3", grouping=True) == "member_excluded"

    def test_silence_is_not_a_ground(self) -> None:
        assert self.code() == "not_answered"
        assert self.code(answered=True) == "none_declared"


def turnover(required: str | None, *rows: tuple[str, int, str], members: tuple[str, ...] = ("A",)) -> str:
    told = tuple(YearTurnover(name, year, Decimal(amount)) for name, year, amount in rows)
    asked = None if required is None else Decimal(required)
    return MINIMUM_TURNOVER.apply(TurnoverFacts(asked, members, told)).code


class TestTurnover:
    def test_nothing_is_asked(self) -> None:
        assert turnover(None) == "not_required"

    def test_a_grouping_is_judged_as_a_whole(self) -> None:
        both = ("A", "B")
        assert turnover("100", ("A", 2025, "60"), ("B", 2025, "40"), members=both) == "held"
        assert turnover("100", ("A", 2025, "60"), ("B", 2025, "30"), members=both) == "below"

    def test_a_silent_member_leaves_it_unknown_unless_the_others_suffice(self) -> None:
        assert turnover("100", ("A", 2025, "60"), members=("A", "B")) == "unknown"
        assert turnover("100", ("A", 2025, "100"), members=("A", "B")) == "held"
        assert turnover("100") == "unknown"

    def test_only_a_former_year_is_to_be_examined(self) -> None:
        assert turnover("100", ("A", 2025, "80"), ("A", 2024, "120")) == "another_year"

    @given(st.decimals(0, 10**9, places=2), st.decimals(0, 10**9, places=2))
    def test_one_year_alone_is_held_or_below(self, required: Decimal, amount: Decimal) -> None:
        found = turnover(str(required), ("A", 2025, str(amount)))
        assert found == ("held" if amount >= required else "below")

    def test_capacities_of_others_are_to_be_proved(self) -> None:
        assert RELIED_CAPACITIES.apply(ReliedFacts(("Renfort",))).result == "to_examine"
        assert RELIED_CAPACITIES.apply(ReliedFacts(())).result == "conform"


def grouping(label: str, lead: str, *members: str, signatory: str = "") -> Candidacy:
    return Candidacy(label, lead, (lead, *members), is_grouping=True, signatory=signatory)


def single(label: str, siren: str, signatory: str = "") -> Candidacy:
    return Candidacy(label, siren, (siren,), is_grouping=False, signatory=signatory)


class TestSeveral:
    def code(self, own: Candidacy, *others: Candidacy) -> str:
        return SEVERAL_APPLICATIONS.apply(SeveralFacts(own, others)).code

    def test_the_same_lead_of_two_groupings(self) -> None:
        assert self.code(grouping("A", "1", "2"), grouping("B", "1", "3")) == "double_lead"

    def test_single_and_member_is_for_the_rules_of_the_consultation(self) -> None:
        assert self.code(single("A", "1"), grouping("B", "2", "1")) == "several_applications"

    def test_the_same_signatory(self) -> None:
        assert self.code(single("A", "1", "D. Fictif"), single("B", "2", "d. fictif ")) == "same_signatory"

    def test_unknown_operators_are_not_the_same(self) -> None:
        assert self.code(single("A", ""), single("B", "")) == "once"
        assert self.code(single("A", "1"), single("B", "2")) == "once"
