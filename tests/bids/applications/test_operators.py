"""Who appears twice in one consultation: facts only, by SIREN and by lot."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bids.applications.content import ApplicationContent
from bids.applications.operators import Presence, presences, repeated
from tests.workbook.samples import GROUPING, LEAD, PARTNER

ALONE = replace(GROUPING, form="single", members=(LEAD,))
LED_BY_PARTNER = replace(
    GROUPING, members=(replace(PARTNER, is_lead=True), replace(LEAD, is_lead=False, siret=LEAD.siret))
)


def found(*applications: ApplicationContent, lots: tuple[int, ...] = (1, 1, 1)) -> list[Presence]:
    return [
        presence
        for rank, application in enumerate(applications)
        for presence in presences(application, lots[rank], f"Candidature {rank}")
    ]


def test_leading_two_groupings_of_one_lot_is_seen() -> None:
    twice = repeated(found(GROUPING, GROUPING))
    assert [one.siren for one in twice if one.leads_two] == [LEAD.siren]


def test_single_and_member_is_seen() -> None:
    (lead,) = repeated(found(ALONE, GROUPING))
    assert lead.is_single_and_member
    assert not lead.leads_two
    assert lead.singles == ("Candidature 0",)


def test_member_of_several_is_seen() -> None:
    both = repeated(found(GROUPING, LED_BY_PARTNER))
    assert all(one.is_member_of_several and not one.leads_two for one in both)
    assert len(both) == 2


def test_two_establishments_are_one_person() -> None:
    other = replace(GROUPING, members=(replace(LEAD, siret=LEAD.siren + "00099"), PARTNER))
    assert any(one.leads_two for one in repeated(found(GROUPING, other)))


def test_two_lots_are_two_contracts() -> None:
    assert repeated(found(GROUPING, GROUPING, lots=(1, 2))) == []


@given(st.lists(st.sampled_from([ALONE, GROUPING, LED_BY_PARTNER]), max_size=3))
def test_one_application_of_each_never_repeats_itself(applications: list[ApplicationContent]) -> None:
    sirens = {one.siren for one in repeated(found(*applications))}
    assert sirens <= {LEAD.siren, PARTNER.siren}
    assert bool(sirens) == (len(applications) > 1)
