"""Nothing but bids.sealing touches deposited bytes; orphans are swept, damage is found."""

import io
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from accounts.models import User
from audit.clock import database_now
from bids.enums import AttemptOutcome
from bids.models import DepositAttempt
from bids.sealing import store
from bids.sealing.sweep import sweep_orphans
from bids.services import end_abandoned_attempts, start_attempt
from tenders.models import Tender

from .builders import organisation_of, send

ROOT = Path(__file__).resolve().parents[2]
TOUCHES = ("store.release", "SEALED_DIR", "sealed_ref")
MAY_TOUCH = (
    "bids/sealing/",
    "bids/migrations/",
    "bids/models/",
    "bids/services/arrival.py",
    "admissibility/migrations/",
    "admissibility/regularisation/models.py",
    "admissibility/regularisation/services/answers.py",
    "config/",
)


def aged(path: Path, days: float) -> None:
    moment = database_now().timestamp() - days * 86_400
    os.utime(path, (moment, moment))


def test_only_the_sealing_package_touches_the_bytes() -> None:
    folders = ("accounts", "audit", "tenders", "bids", "admissibility", "scoring", "awards", "procedure")
    sources = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    others = [path for path in sources if not str(path.relative_to(ROOT)).startswith(MAY_TOUCH)]
    touching = [path for path in others if any(word in path.read_text() for word in TOUCHES)]
    assert touching == []


def test_orphans_go_after_a_day(tender: Tender, bidder: User, settings: Settings) -> None:
    named = send(bidder, tender).files.get().sealed_ref
    orphan, young = (store.keep(io.BytesIO(b"x"), size=1).ref for _ in range(2))
    folder = Path(settings.SEALED_DIR)
    (folder / "abc.part").write_bytes(b"x")
    for name in (named, orphan, "abc.part"):
        aged(folder / name, days=1.1)
    assert sweep_orphans(now=database_now()) == 2
    assert {path.name for path in folder.iterdir()} == {named, young}


def test_damage_is_found_without_opening(
    tender: Tender, bidder: User, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    submission = send(bidder, tender)
    call_command("verify_sealed")
    assert "1 fichier(s) intacts" in capsys.readouterr().out
    (Path(settings.SEALED_DIR) / submission.files.get().sealed_ref).write_bytes(b"un classeuR")
    with pytest.raises(CommandError, match="à restaurer"):
        call_command("verify_sealed")
    assert str(submission.pk) in capsys.readouterr().err


def test_attempt_of_a_dead_process_is_ended(tender: Tender, bidder: User) -> None:
    attempt = start_attempt(actor=bidder, organisation=organisation_of(bidder), tender=tender)
    now = database_now()
    assert end_abandoned_attempts(now=now) == 0
    assert end_abandoned_attempts(now=now + timedelta(days=2)) == 1
    assert DepositAttempt.objects.get(pk=attempt.pk).outcome == AttemptOutcome.FAILED
