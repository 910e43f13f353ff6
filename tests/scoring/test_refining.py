"""« Affiner par simulation »: who asks, what is shown, and what stays unranked."""

import re
from datetime import datetime

import pytest
from django.template import engines
from django.test import Client
from django.urls import reverse

from accounts.models import User
from bids.models import Bid
from scoring.capacity.changes import Change
from scoring.enums import RunMethod, RunState
from scoring.models import CapacityRun
from scoring.services import request_what_if
from tests.people import make_auditor, make_buyer, make_officer
from tests.scoring.cases import compute_run, make_bid, opened_lot

pytestmark = pytest.mark.django_db
UNSET = "VARIABLE-INCONNUE"
MORE = Change(volume=1.2)


@pytest.fixture(autouse=True)
def _visible_unset_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", UNSET)  # type: ignore[attr-defined]


@pytest.fixture
def officer() -> User:
    return make_officer(make_buyer())


@pytest.fixture
def bid(client: Client, officer: User) -> Bid:
    """A bid whose verdict is asked: its input is there to be moved."""
    found = make_bid(opened_lot(officer))
    client.force_login(officer)
    client.post(reverse("scoring:launch", args=[found.pk]))
    return found


def page(client: Client, person: User, bid: Bid, query: str = "") -> str:
    client.force_login(person)
    answer = client.get(reverse("scoring:what_if", args=[bid.pk]) + query)
    assert (answer.status_code, UNSET in answer.content.decode()) == (200, False)
    return re.sub(r"\s+", " ", answer.content.decode().replace("&nbsp;", " "))


def ask(client: Client, person: User, bid: Bid, **values: str) -> str:
    """Where the browser is sent."""
    client.force_login(person)
    answer = client.post(reverse("scoring:ask_what_if", args=[bid.pk]), values)
    return str(answer.headers.get("Location", answer.status_code))


def test_a_change_is_simulated_and_shown_at_its_address(client: Client, officer: User, bid: Bid) -> None:
    there = ask(client, officer, bid, volume="1.2", absence="1")
    assert there.endswith("et-si/?volume=1.2")
    run = CapacityRun.objects.what_ifs().get()
    assert (run.change, run.requested_by) == (MORE.to_dict(), officer)
    assert f"/acheteur/calculs/{run.pk}/avancement.json" in page(client, officer, bid, "?volume=1.2")
    compute_run(run)
    shown = page(client, officer, bid, "?volume=1.2")
    assert "Volume × 1,2 : " in shown
    assert "années simulées" in shown
    assert "Chaque mesure et ses trois bandes" in shown


def test_other_sliders_do_not_show_it(client: Client, officer: User, bid: Bid, now: datetime) -> None:
    compute_run(request_what_if(bid=bid, actor=officer, now=now, change=MORE))
    shown = page(client, officer, bid, "?volume=1.25")
    assert "Affiner par simulation" in shown
    assert "Chaque mesure et ses trois bandes" not in shown
    assert "Déjà demandé pour cette offre" in shown
    assert 'et-si/?volume=1.2"' in shown


def test_the_script_gets_the_simulation_too(client: Client, officer: User, bid: Bid, now: datetime) -> None:
    compute_run(request_what_if(bid=bid, actor=officer, now=now, change=MORE))
    client.force_login(officer)
    address = reverse("scoring:what_if_json", args=[bid.pk])
    fragments = [
        client.get(address + query).json()["fragments"]["refinement"] for query in ("", "?volume=1.2")
    ]
    assert ["années simulées" in one for one in fragments] == [False, True]


def test_a_what_if_leaves_the_verdict_alone(client: Client, officer: User, bid: Bid, now: datetime) -> None:
    compute_run(request_what_if(bid=bid, actor=officer, now=now, change=MORE))
    client.force_login(officer)
    text = client.get(reverse("scoring:result", args=[bid.pk])).content.decode()
    assert "Comment ce verdict est établi" not in text
    progress = client.get(reverse("scoring:progress_json", args=[bid.lot.tender.reference])).json()
    assert (progress["state"], progress["done"]) == ("running", 0)


def test_a_failed_simulation_says_why_and_can_be_asked_again(
    client: Client, officer: User, bid: Bid, now: datetime
) -> None:
    run = request_what_if(bid=bid, actor=officer, now=now, change=MORE)
    CapacityRun.objects.filter(pk=run.pk).update(state=RunState.FAILED, error="Le moteur a changé.")
    shown = page(client, officer, bid, "?volume=1.2")
    assert "Le moteur a changé." in shown
    ask(client, officer, bid, volume="1.2")
    assert CapacityRun.objects.what_ifs().active().count() == 1


@pytest.mark.parametrize("values", [{}, {"volume": "1"}, {"volume": "99"}, {"absence": "beaucoup"}])
def test_nothing_and_nonsense_are_not_simulated(
    client: Client, officer: User, bid: Bid, values: dict[str, str]
) -> None:
    assert ask(client, officer, bid, **values).endswith("/capacite/et-si/")
    assert not CapacityRun.objects.what_ifs().exists()


def test_only_officers_ask(client: Client, officer: User, bid: Bid) -> None:
    stranger, auditor = make_officer(make_buyer()), make_auditor()
    assert ask(client, stranger, bid, volume="1.2") == "404"
    assert ask(client, auditor, bid, volume="1.2") == "403"
    assert "Un agent acheteur peut le demander" in page(client, auditor, bid, "?volume=1.2")
    colleague = make_officer(officer.memberships.get().organisation)
    assert "et-si" in ask(client, colleague, bid, volume="1.2")
    assert CapacityRun.objects.get(method=RunMethod.WHAT_IF).requested_by == colleague


def test_strangers_do_not_follow_a_run(client: Client, bid: Bid) -> None:
    address = reverse("scoring:run_progress_json", args=[CapacityRun.objects.get().pk])
    client.force_login(bid.submission.submitted_by)
    assert client.get(address).status_code == 404
    client.force_login(make_auditor())
    assert client.get(address).json()["state"] == "running"
