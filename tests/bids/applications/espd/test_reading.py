"""What an ESPD says, in each version, and what no file makes the reader do."""

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bids.applications.espd.grounds import ARTICLES
from bids.applications.espd.reading import looks_like_espd, read_espd
from bids.applications.espd.xml import MAX_BYTES, XmlRefused
from tests.bids.applications.espd.samples import NO, UBL, espd

SIRET = "99000011900018"


def test_an_operator_without_exclusion() -> None:
    read = read_espd(espd(SIRET, years={2024: "1100000", 2025: "1200000.50"}))
    assert (read.name, read.siret, read.role) == ("Association Écoute (fictif)", SIRET, "single")
    assert read.declares_no_exclusion
    assert read.turnovers == ((2025, Decimal("1200000.50")), (2024, Decimal(1_100_000)))


@pytest.mark.parametrize(
    ("identifier", "siret"),
    [
        ("990 000 119 00018", SIRET),
        ("990000119", "990000119"),
        ("FR 12 990000119", "990000119"),
        ("99000011900019", ""),
        ("BE0123456789", ""),
        ("", ""),
    ],
)
def test_an_operator_is_known_by_its_number(identifier: str, siret: str) -> None:
    assert read_espd(espd(identifier)).siret == siret


@pytest.mark.parametrize(
    ("ground", "article"),
    [
        ("corruption", "L. 2141-1"),
        ("tax-pay", "L. 2141-2"),
        ("bankruptcy", "L. 2141-3"),
        ("exg-pmt-bre-ssc", "L. 2141-2"),
        ("exg-new-ground", "DUME : exg-new-ground"),
        ("CRITERION.EXCLUSION.CONVICTIONS.FRAUD", "L. 2141-1"),
        ("CRITERION.EXCLUSION.CONTRIBUTIONS.PAYMENT_OF_TAXES", "L. 2141-2"),
        ("envir-law", "DUME : envir-law"),
    ],
)
def test_a_ground_answered_yes_is_an_exclusion_in_every_version(ground: str, article: str) -> None:
    read = read_espd(espd(SIRET, grounds={**NO, ground: True}))
    assert read.exclusions == (article,)
    assert not read.declares_no_exclusion


@pytest.mark.parametrize("grounds", [{}, {"fraud": False}, {**NO, "sanction": None}])
def test_a_ground_without_answer_is_no_declaration(grounds: dict[str, bool | None]) -> None:
    read = read_espd(espd(SIRET, grounds=grounds))
    assert not read.declares_no_exclusion
    assert read.exclusions == ()


def test_amounts_in_another_currency_are_left_out() -> None:
    assert read_espd(espd(SIRET, years={2025: "10"}, currency="USD")).turnovers == ()


@pytest.mark.parametrize(("role", "known"), [("group-lead", "lead"), ("GM", "member"), ("subcont", "other")])
def test_roles(role: str, known: str) -> None:
    assert read_espd(espd(SIRET, role=role)).role == known


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "rire"}">' for n in range(12))
ROOT = f'QualificationApplicationResponse xmlns="{UBL}:QualificationApplicationResponse-2"'
HOSTILE = {
    "billion laughs": f"<!DOCTYPE r [{LAUGHS}]><{ROOT}>&l11;</QualificationApplicationResponse>".encode(),
    "external entity": (
        f'<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]><{ROOT}>&f;</QualificationApplicationResponse>'
    ).encode(),
    "remote DTD": f'<!DOCTYPE r SYSTEM "http://exemple.invalid/a.dtd"><{ROOT}/>'.encode(),
    "depth": f"<{ROOT}>".encode() + b"<a>" * 100_000,
    "elements": f"<{ROOT}>".encode() + b"<a/>" * 200_000,
    "size": b"<!--" + b"x" * MAX_BYTES + b"-->",
    "cut": espd(SIRET)[:-40],
    "encoding": b'<?xml version="1.0" encoding="klingon"?><QualificationApplicationResponse/>',
    "other root": b"<QualificationApplicationResponse/>",
    "old version": b'<ESPDResponse xmlns="urn:grow:names:specification:ubl:schema:xsd:ESPDResponse-1"/>',
    "no operator": f"<{ROOT}/>".encode(),
    "empty": b"",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_french_and_at_once(name: str) -> None:
    started = time.monotonic()
    with pytest.raises(XmlRefused, match=r"il |l’|ce "):
        read_espd(HOSTILE[name])
    assert time.monotonic() - started < 10


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_bytes_do_anything_but_be_refused(data: bytes) -> None:
    with pytest.raises(XmlRefused):
        read_espd(data)


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn")), max_size=60),
    st.dictionaries(st.sampled_from(sorted(ARTICLES)), st.none() | st.booleans()),
    st.dictionaries(st.integers(1990, 2099), st.decimals(0, 10**9, places=2).map(str), max_size=5),
)
def test_what_is_answered_is_what_is_read(
    name: str, grounds: dict[str, bool | None], years: dict[int, str]
) -> None:
    read = read_espd(espd(SIRET, name=name, grounds=grounds, years=years))
    assert bool(read.exclusions) == any(grounds.values())
    assert {year: str(amount) for year, amount in read.turnovers} == years
    assert read.name == " ".join("".join(char for char in name if char.isprintable()).split())


def test_an_espd_is_known_by_its_content() -> None:
    assert looks_like_espd(espd(SIRET))
    assert looks_like_espd(espd(SIRET).decode().replace("UTF-8", "UTF-16").encode("utf-16"))
    assert not looks_like_espd(b"%PDF-1.7 QualificationApplicationResponse")
    assert not looks_like_espd(b"<html>bonjour</html>")
