"""Importing an extract of SIRENE: all or nothing, refused lines by their number, null is unknown."""

import tracemalloc
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from audit.enums import EventKind
from audit.models import Event
from bids.models import SireneImport, SireneUnit
from bids.sirene import lookup
from bids.sirene.importing import import_extract
from bids.sirene.rows import BadLine, NotAnExtract, UnitRow, read_rows

HEADER = (
    "siren,statutDiffusionUniteLegale,denominationUniteLegale,categorieJuridiqueUniteLegale,"
    "economieSocialeSolidaireUniteLegale,identifiantAssociationUniteLegale,etatAdministratifUniteLegale,"
    "dateDernierTraitementUniteLegale\n"
)
FIRST, SECOND = "990000119", "990000127"
ASSOCIATION = f'{FIRST},O,"ÉCOUTE, FICTIVE",9220,O,W759999911,A,2026-10-01T08:00:00\n'
COMPANY = f"{SECOND},O,CONTACT FICTIF,5710,,,C,\n"


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    path = tmp_path / "extrait.csv"
    path.write_text(HEADER + ASSOCIATION + COMPANY, encoding="utf-8")
    return path


@pytest.mark.django_db
def test_an_extract_is_taken_over_and_told(extract: Path) -> None:
    done, refusals = import_extract(extract)
    unit = lookup(FIRST)
    assert unit is not None
    assert (unit.denomination, unit.legal_category, unit.ess) == ("ÉCOUTE, FICTIVE", "9220", True)
    assert (unit.association_id, unit.is_active) == ("W759999911", True)
    assert unit.imported_on == done.imported_on
    assert refusals.count == 0
    event = Event.objects.get(kind=EventKind.SIRENE_IMPORTED)
    assert event.payload == {"file": "extrait.csv", "sha256": done.sha256, "units": 2, "refused": 0}


@pytest.mark.django_db
def test_nothing_said_is_unknown_and_unknown_is_not_no(extract: Path) -> None:
    import_extract(extract)
    company = lookup(SECOND)
    assert company is not None
    assert company.ess is None
    assert not company.is_active
    assert lookup("990000135") is None


@pytest.mark.django_db
def test_a_later_extract_replaces_what_it_names_and_leaves_the_rest(extract: Path, tmp_path: Path) -> None:
    import_extract(extract)
    later = tmp_path / "suite.csv"
    later.write_text("\ufeff" + HEADER + COMPANY.replace(",5710,,,C", ",5558,N,,A"), encoding="utf-8")
    import_extract(later)
    company, association = lookup(SECOND), lookup(FIRST)
    assert company is not None
    assert association is not None
    assert (company.ess, company.legal_category) == (False, "5558")
    assert association.source.file_name == "extrait.csv"


@pytest.mark.django_db
def test_bad_lines_are_named_and_the_others_kept(extract: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = [
        "123,O,X,9220,O,,A,\n",
        f"{FIRST},O,TWIN,9220,N,,A,\n",
        "990000135,O,X,9220,oui,,A,\n",
        "990000135,O\n",
    ]
    with extract.open("a", encoding="utf-8") as file:
        file.writelines(bad)
    call_command("import_sirene", str(extract))
    told = capsys.readouterr()
    assert "2 unité(s) légale(s)" in told.out
    assert [line.split(" refusée")[0] for line in told.err.splitlines()] == [
        "Ligne 4",
        "Ligne 6",
        "Ligne 7",
        "Ligne 5",
    ]
    first = lookup(FIRST)
    assert first is not None
    assert first.denomination == "ÉCOUTE, FICTIVE"


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", HEADER, HEADER + "123,O,X,9220,O,,A,\n", "x" * 200_000])
def test_what_is_no_extract_changes_nothing(extract: Path, text: str) -> None:
    import_extract(extract)
    extract.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match="Rien n’a été importé"):
        call_command("import_sirene", str(extract))
    assert SireneImport.objects.count() == 1
    assert SireneUnit.objects.count() == 2


@pytest.mark.django_db
def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="ne se lit pas"):
        call_command("import_sirene", str(tmp_path / "absent.csv"))


@pytest.mark.django_db
def test_only_the_wanted_are_kept(extract: Path) -> None:
    call_command("import_sirene", str(extract), "--siren", SECOND)
    assert list(SireneUnit.objects.values_list("siren", flat=True)) == [SECOND]


def test_a_large_file_is_read_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "grand.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER)
        file.writelines(COMPANY for _ in range(60_000))
    tracemalloc.start()
    with path.open(encoding="utf-8", newline="") as file:
        assert sum(1 for _ in read_rows(file, wanted={FIRST})) == 0
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000_000


@given(st.text(max_size=400))
def test_any_text_is_rows_refused_lines_or_no_extract(text: str) -> None:
    import io

    for start in ("", HEADER):
        try:
            found = list(read_rows(io.StringIO(start + text, newline="")))
        except NotAnExtract:
            continue
        assert all(isinstance(row, UnitRow | BadLine) for row in found)
