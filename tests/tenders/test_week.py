"""The 168 hours: presets, pasting, and what is refused."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from tenders.forms.week import read_week
from tenders.profiles import PRESETS, band_shares, helpline_3919
from tenders.sections import Section
from tests.people import make_officer
from tests.tender_builders import draft_tender

from .pages import address, client_of, posted

WEIGHTS = st.lists(st.decimals(0, 1000, places=4), min_size=168, max_size=168)


@given(WEIGHTS)
def test_hours_down_and_days_down_are_the_same_week(weights: list[Decimal]) -> None:
    words = [format(weight, "f").replace(".", ",") for weight in weights]
    down = "\n".join("\t".join(words[day * 24 + hour] for day in range(7)) for hour in range(24))
    across = "\n".join(";".join(words[day * 24 : day * 24 + 24]) for day in range(7))
    assert read_week(down) == read_week(across) == read_week("\n".join(words)) == weights


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1 2 3", "Il y en a 3"),
        ("\n".join(["1"] * 167 + ["x"]), "dimanche, 23 h"),
        ("NaN " * 168, "lundi, 0 h"),
    ],
)
def test_what_is_not_a_week_is_refused_with_its_place(text: str, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        read_week(text)


def test_the_3919_profile_has_the_published_shares() -> None:
    shares = dict(band_shares(helpline_3919()))
    assert float(shares["de 9 h à 22 h"]) == pytest.approx(0.85, abs=1e-4)
    assert float(shares["de 23 h à 7 h"]) == pytest.approx(0.09, abs=1e-4)


@pytest.mark.parametrize("code", PRESETS)
@pytest.mark.django_db
def test_a_preset_fills_the_week(code: str) -> None:
    officer = make_officer()
    tender, client = draft_tender(officer), client_of(officer)
    url = address(tender, Section.PROFILE)
    client.post(url, posted(client, url, preset=code, action="preset"))
    assert tender.lots.get().profiles.get().weights == PRESETS[code].weights()


@pytest.mark.django_db
def test_pasted_values_fill_the_week() -> None:
    officer = make_officer()
    tender, client = draft_tender(officer), client_of(officer)
    url = address(tender, Section.PROFILE)
    client.post(url, posted(client, url, paste="2,5\n" * 168, action="paste"))
    assert set(tender.lots.get().profiles.get().weights) == {Decimal("2.5")}


@pytest.mark.django_db
def test_filling_without_choosing_a_preset_is_refused_at_its_field() -> None:
    officer = make_officer()
    tender, client = draft_tender(officer), client_of(officer)
    url = address(tender, Section.PROFILE)
    answer = client.post(url, posted(client, url, action="preset"))
    assert answer.status_code == 422
    assert "preset" in answer.context["editor"].form.errors
