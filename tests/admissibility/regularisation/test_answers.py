"""Answering: closed until the deadline by the database's clock, replaceable, with a receipt."""

from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings as site
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from admissibility.regularisation.enums import AnswerState
from admissibility.regularisation.errors import AnswersClosed, StaleRound
from admissibility.regularisation.models import RegularisationAnswer, RegularisationFile
from admissibility.regularisation.sealing import text_of
from admissibility.regularisation.services import Sending, answer, examine, open_answers
from audit.clock import database_now
from audit.enums import EventKind
from audit.journal.canonical import canonical_bytes
from audit.models import Event
from bids.errors import DepositRefused, KeyReused, StillSealed
from bids.sealing.access import open_sealed
from bids.sealing.sweep import damaged_files, sweep_orphans
from tests.admissibility.regularisation.conftest import TEXT, Case, file, past_due
from tests.bids.builders import at_once
from tests.people import make_auditor, make_bidder, make_officer

EXAMINED = "La déclaration jointe est datée et signée ; elle couvre les exclusions (fictif)."


def test_the_receipt_has_a_number_a_moment_and_fingerprints(case: Case) -> None:
    kept = case.answered(case.requested(), files=[file(), file(b"", "vide.pdf")])
    assert kept.number.startswith("RG-")
    assert [one["name"] for one in kept.receipt["documents"]] == [
        "reponse.txt",
        "declaration.pdf",
        "vide.pdf",
    ]
    assert kept.receipt_sha256 == sha256(canonical_bytes(kept.receipt)).hexdigest()
    assert kept.receipt["documents"][1]["sha256"] == sha256(b"une piece").hexdigest()


def test_nothing_of_an_answer_stands_in_the_database(case: Case) -> None:
    case.answered(case.requested())
    with connection.cursor() as cursor:
        for table in ("regularisationanswer", "regularisationfile", "regularisationpoint"):
            cursor.execute(f"SELECT string_agg(t::text, ' ') FROM admissibility_{table} t")
            (row,) = cursor.fetchone()
            assert "canari" not in row


def test_it_is_closed_to_all_until_it_is_opened(case: Case) -> None:
    asked = case.requested()
    kept = case.answered(asked)
    with pytest.raises(StillSealed):
        text_of(kept)
    past_due(asked)
    with pytest.raises(StillSealed):
        text_of(kept)
    case.opened(asked)
    kept.refresh_from_db()
    assert text_of(kept) == TEXT


def test_nobody_opens_before_the_deadline(case: Case) -> None:
    asked = case.requested()
    with pytest.raises(AnswersClosed):
        open_answers(asked=asked, actor=case.officer)
    past_due(asked)
    for person in (case.colleague, case.bidder, make_officer(), make_auditor()):
        with pytest.raises(PermissionDenied):
            open_answers(asked=asked, actor=person)


def test_the_last_one_in_time_counts(case: Case) -> None:
    asked = case.requested()
    first, last = case.answered(asked), case.answered(asked, "Version complétée (fictif).")
    first.refresh_from_db()
    assert first.state == AnswerState.REPLACED
    assert last.receipt["replaces"] == first.number
    case.opened(asked)
    with pytest.raises(StillSealed):
        text_of(first)


def test_a_late_answer_is_kept_closed(case: Case) -> None:
    asked = past_due(case.requested())
    late = case.answered(asked)
    assert (late.state, late.receipt["status"]) == (AnswerState.LATE, "late")
    assert Event.objects.filter(kind=EventKind.REGULARISATION_LATE).count() == 1
    open_answers(asked=asked, actor=case.officer)
    with pytest.raises(StillSealed):
        text_of(late)


def test_after_the_opening_only_what_began_in_time_is_kept(case: Case) -> None:
    asked = case.requested()
    case.opened(asked)
    with pytest.raises(DepositRefused, match="ont été ouvertes"):
        case.answered(asked)
    kept = case.answered(asked, started_at=asked.due_at - timedelta(seconds=1))
    assert kept.state == AnswerState.LATE


def test_the_same_sending_twice_is_one_answer(case: Case) -> None:
    asked = case.requested()
    first, again = case.answered(asked, key="k1"), case.answered(asked, key="k1")
    assert first.pk == again.pk
    with pytest.raises(KeyReused):
        case.answered(asked, "autre chose", key="k1")
    assert len(list(Path(site.SEALED_DIR).iterdir())) == 1


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\u202egpj.exe", "x" * 400 + ".pdf", "", "..."])
def test_names_are_text_never_paths(case: Case, name: str) -> None:
    kept = case.answered(case.requested(), files=[file(name=name)])
    shown = kept.files.get(position=2).name
    assert 0 < len(shown) <= 255
    assert "/" not in shown
    assert "\u202e" not in shown


def test_an_empty_answer_is_refused(case: Case) -> None:
    with pytest.raises(DepositRefused, match="Écrivez"):
        case.answered(case.requested(), text="")
    assert not RegularisationAnswer.objects.exists()


def test_too_many_files_are_refused(case: Case) -> None:
    with pytest.raises(DepositRefused, match="la limite est de 50"):
        case.answered(case.requested(), files=[file() for _ in range(51)])


def test_a_stranger_and_the_buyer_do_not_answer(case: Case) -> None:
    asked = case.requested()
    for person in (make_bidder(), case.officer, make_auditor()):
        sending = Sending(asked, case.bids[0].organisation, TEXT, (), "k", database_now())
        with pytest.raises(PermissionDenied):
            answer(sending=sending, actor=person)


def test_a_crash_in_the_middle_leaves_nothing(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(**_: object) -> None:
        raise RuntimeError("le serveur s’arrête")

    asked = case.requested()
    monkeypatch.setattr("admissibility.regularisation.services.answers.record", crash)
    with pytest.raises(RuntimeError):
        case.answered(asked, files=[file()])
    assert not RegularisationFile.objects.exists()
    assert not list(Path(site.SEALED_DIR).iterdir())


def test_the_sweeper_knows_whose_files_these_are(case: Case) -> None:
    kept = case.answered(case.requested())
    assert sweep_orphans(now=database_now() + timedelta(days=3)) == 0
    (Path(site.SEALED_DIR) / kept.files.get().sealed_ref).write_bytes(b"change")
    assert [found for found, _ in damaged_files()] == [kept.files.get()]


def test_a_file_changed_on_disk_is_never_given(case: Case) -> None:
    asked = case.requested()
    kept = case.answered(asked)
    case.opened(asked)
    (Path(site.SEALED_DIR) / kept.files.get().sealed_ref).write_bytes(b"change")
    with pytest.raises(Exception, match="n’est plus identique"):
        open_sealed(kept.files.get())


def test_a_second_opening_is_refused(case: Case) -> None:
    asked = case.requested()
    case.opened(asked)
    with pytest.raises(StaleRound):
        open_answers(asked=asked, actor=case.officer)


class TestExamination:
    def test_each_point_is_examined_once_with_reasons(self, case: Case) -> None:
        asked = case.opened(case.requested())
        point = asked.points.get(bid=case.bids[0])
        given = {"point": point, "satisfied": True, "actor": case.officer, "now": database_now()}
        with pytest.raises(ValidationError, match="30"):
            examine(**given, reason="Oui.")  # type: ignore[arg-type]
        assert examine(**given, reason=EXAMINED).is_satisfied  # type: ignore[arg-type]
        with pytest.raises(StaleRound):
            examine(**given, reason=EXAMINED)  # type: ignore[arg-type]

    def test_not_before_the_opening_nor_by_another(self, case: Case) -> None:
        asked = case.requested()
        point = asked.points.get(bid=case.bids[0])
        given = {"point": point, "satisfied": True, "reason": EXAMINED, "now": database_now()}
        with pytest.raises(AnswersClosed):
            examine(**given, actor=case.officer)  # type: ignore[arg-type]
        for person in (case.colleague, case.bidder, make_officer(), make_auditor()):
            with pytest.raises(PermissionDenied):
                examine(**given, actor=person)  # type: ignore[arg-type]


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once_leave_one_that_counts(case: Case) -> None:
    asked = case.requested()
    works = [
        lambda: case.answered(asked, "Première (fictif)."),
        lambda: case.answered(asked, "Seconde (fictif)."),
    ]
    at_once(works)  # type: ignore[arg-type]
    states = sorted(RegularisationAnswer.objects.values_list("state", flat=True))
    assert states == [AnswerState.RECEIVED, AnswerState.REPLACED]
