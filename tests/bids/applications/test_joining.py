"""The sheets and the ESPD together: nothing is refused, no declared exclusion is lost."""

from dataclasses import replace
from decimal import Decimal

from bids.applications.content import Turnover
from bids.applications.espd.reading import Espd
from bids.applications.joining import Depositor, Joined, join
from tests.workbook.samples import CONTENT, GROUPING, LEAD, PARTNER

DEPOSITOR = Depositor(LEAD.name, LEAD.siret, "association", "RNA W751234567")
CLEAN = Espd(LEAD.name, LEAD.siret, "single", (), answers_all=True, turnovers=())
SUBS = CONTENT.subcontractors


def alone(*espds: Espd) -> Joined:
    return join(None, SUBS, DEPOSITOR, espds)


def beside(*espds: Espd) -> Joined:
    return join(GROUPING, SUBS, DEPOSITOR, espds)


def test_without_sheets_the_espd_is_the_application() -> None:
    application = alone(replace(CLEAN, siret=LEAD.siren, turnovers=(Turnover(2025, Decimal(1)),))).application
    assert application is not None
    assert application.form == "single"
    assert application.espd
    (member,) = application.members
    assert (member.siret, member.legal_family, member.is_lead) == (LEAD.siret, "association", True)
    assert application.honour_declared


def test_several_espd_are_a_grouping_of_a_form_unsaid() -> None:
    partner = replace(CLEAN, name=PARTNER.name, siret=PARTNER.siret, role="member")
    joined = alone(replace(CLEAN, role="lead"), partner, partner)
    assert joined.application is not None
    assert joined.application.form == "grouping"
    assert [member.is_lead for member in joined.application.members] == [True, False]
    assert joined.remarks == ()


def test_nothing_at_all_is_a_remark() -> None:
    joined = alone()
    assert joined.application is None
    assert "ni dans le classeur ni dans un DUME" in joined.remarks[0][0]


def test_an_exclusion_declared_in_the_espd_alone_is_kept_and_said() -> None:
    joined = beside(replace(CLEAN, exclusions=("L. 2141-4",)))
    assert joined.application is not None
    lead = joined.application.members[0]
    assert lead.exclusions_declared == ("L. 2141-4",)
    assert not lead.no_exclusion_declared
    assert "déclare une exclusion absente du classeur : L. 2141-4" in joined.remarks[0][0]


def test_a_turnover_that_differs_is_said_and_a_missing_year_is_filled() -> None:
    turnovers = (Turnover(2025, Decimal(9)), Turnover(2023, Decimal(7)))
    joined = beside(replace(CLEAN, turnovers=turnovers))
    assert joined.application is not None
    assert dict(joined.application.members[0].turnovers) == {
        2025: Decimal("1200000.5"),
        2024: Decimal(1_100_000),
        2023: Decimal(7),
    }
    assert "(2025)" in joined.remarks[0][0]


def test_the_espd_of_a_stranger_is_said() -> None:
    assert "n’est celui d’aucun membre" in beside(replace(CLEAN, siret="99000013500014")).remarks[0][0]


def test_an_espd_of_a_subcontractor_declares_for_it() -> None:
    (sub,) = beside(replace(CLEAN, siret=SUBS[0].siret, role="other")).subcontractors
    assert sub.no_exclusion_declared


def test_the_depositor_must_lead() -> None:
    other = replace(DEPOSITOR, name=PARTNER.name, siret=PARTNER.siret)
    (remark,) = join(GROUPING, SUBS, other, []).remarks
    assert "Le mandataire est" in remark[0]
    assert join(GROUPING, SUBS, DEPOSITOR, []).remarks == ()
