"""What people type as SIRET."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from accounts.validators import normalise_siret, validate_siret

digits = st.text("0123456789", min_size=8, max_size=8)


@given(
    base=digits, establishment=st.text("0123456789", min_size=4, max_size=4), blank=st.sampled_from(" .- ")
)
def test_right_keys_are_read_however_they_are_grouped(base: str, establishment: str, blank: str) -> None:
    siren = base + luhn.calc_check_digit(base)
    number = siren + establishment
    number += luhn.calc_check_digit(number)
    assert normalise_siret(blank.join((number[:3], number[3:6], number[6:9], number[9:]))) == number


@given(st.text(max_size=30).filter(lambda text: sum(map(str.isdigit, text)) != 14))
def test_anything_else_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValidationError, match="14 chiffres"):
        normalise_siret(text)


def test_establishments_of_la_poste_have_their_own_rule() -> None:
    assert normalise_siret("356 000 000 49837") == "35600000049837"


@pytest.mark.parametrize(
    "wrong", ["35600000049838", "73282932000075", "7328293200007", "７３２８２９３２００００７４"]
)
def test_a_wrong_key_is_refused(wrong: str) -> None:
    with pytest.raises(ValidationError):
        normalise_siret(wrong)


def test_what_is_stored_has_no_blanks() -> None:
    validate_siret("73282932000074")
    with pytest.raises(ValidationError):
        validate_siret("732 829 320 00074")
