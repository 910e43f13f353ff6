"""The invented candidatures: read as a bidder's would be, and known to the invented extract."""

import pytest

from bids.applications.espd.reading import read_espd
from bids.sirene import lookup_many
from procedure.demo.applications import import_units, three_years
from procedure.demo.espd import espd
from procedure.demo.offers import OFFERS, UNITS


def test_the_invented_espd_is_read_and_declares_no_exclusion() -> None:
    (offer,) = (offer for offer in OFFERS if offer.espd_turnover_eur)
    read = read_espd(espd(offer.data, three_years(offer.espd_turnover_eur)))
    assert (read.name, read.siret) == (offer.data.legal_name, offer.data.siret)
    assert read.declares_no_exclusion
    assert read.turnovers == three_years(offer.espd_turnover_eur)


def test_every_bidder_says_who_it_is_once() -> None:
    for offer in OFFERS:
        assert (offer.plan.application is None) == bool(offer.espd_turnover_eur)
        if offer.plan.application:
            lead = offer.plan.application.lead
            assert lead is not None
            assert lead.siret == offer.data.siret


def test_every_invented_name_says_so() -> None:
    members = [
        member for offer in OFFERS if offer.plan.application for member in offer.plan.application.members
    ]
    assert all("fictif" in member.name and member.siret.startswith("99") for member in members)


@pytest.mark.django_db
def test_the_extract_knows_the_bidders_and_leaves_some_unknown() -> None:
    done = import_units(UNITS)
    units = lookup_many(offer.data.siret[:9] for offer in OFFERS)
    assert (done.units, done.refused, len(units)) == (len(UNITS), 0, len(OFFERS))
    assert {unit.ess for unit in units.values()} == {True, None}
