"""The officer's pages of an amendment, and what the public reads afterwards."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tenders.models import Tender
from tenders.versions.amendment import open_copy
from tests.bids.builders import pass_deadline
from tests.people import make_auditor, make_bidder, make_officer
from tests.tenders.pages import client_of, posted

from .work import REASON, amended, begun, with_description, with_fields

TEXT = "Écoute, et orientation vers les associations."


def page(tender: Tender, name: str = "amendment") -> str:
    return reverse(f"tenders:{name}", args=[tender.reference])


def read(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def test_from_the_file_to_the_public_page(officer: User, whole: Tender) -> None:
    client = client_of(officer)
    assert page(whole) in read(client, page(whole, "officer_detail"))
    client.post(page(whole, "start_amendment"), {"seen": 1})
    copy = open_copy(whole)
    assert copy is not None
    with_description(officer, copy, TEXT)
    answer = client.post(page(whole), posted(client, page(whole), reason=REASON))
    assert answer.status_code == 302, answer.content.decode()
    public = read(client_of(None), page(whole, "public_detail"))
    assert "version 2 en vigueur" in public
    assert TEXT in public


def test_the_page_weighs_each_change(officer: User, whole: Tender) -> None:
    with_description(officer, begun(officer, whole), TEXT)
    shown = read(client_of(officer), page(whole))
    assert "Importante" in shown
    assert "R. 2151-4, 2°" in shown
    assert "Date limite proposée au plus tôt" in shown


def test_a_warning_must_be_ticked(officer: User, whole: Tender) -> None:
    with_fields(
        officer, begun(officer, whole), procedure="open", procedure_reason="Choix de l’acheteur (essai)."
    )
    client = client_of(officer)
    typed = posted(client, page(whole), reason=REASON)
    answer = client.post(page(whole), typed)
    assert answer.status_code == 409
    assert REASON in answer.content.decode()
    ticked = client.post(page(whole), {**typed, "acknowledge": "on"})
    assert ticked.status_code == 302, ticked.content.decode()


def test_a_box_ticked_for_other_warnings_is_not_ticked_for_these(officer: User, whole: Tender) -> None:
    copy = begun(officer, whole)
    with_fields(officer, copy, procedure="open", procedure_reason="Choix de l’acheteur (essai).")
    client = client_of(officer)
    typed = posted(client, page(whole), reason=REASON, acknowledge="on")
    with_fields(officer, copy, duration_months=40)
    answer = client.post(page(whole), typed)
    assert answer.status_code == 409
    assert "La copie de travail a changé" in answer.content.decode()
    assert "checked" not in answer.content.decode().partition('name="acknowledge"')[2][:80]


@pytest.mark.parametrize("make", [make_bidder, make_auditor, make_officer])
@pytest.mark.parametrize("name", ["amendment", "start_amendment", "discard_amendment"])
def test_strangers_are_refused(make: Any, name: str, whole: Tender) -> None:
    assert client_of(make()).post(page(whole, name), {"seen": 1}).status_code == 403


def test_the_copy_does_not_exist_for_others(officer: User, whole: Tender) -> None:
    copy = begun(officer, whole)
    for person in (None, make_bidder(), make_officer()):
        assert client_of(person).get(page(copy, "public_detail")).status_code == 404
    assert client_of(make_officer()).get(page(copy, "draft")).status_code == 404
    assert copy.reference not in read(client_of(officer), reverse("tenders:officer_list"))


def test_the_copys_pages_lead_to_the_amendment(officer: User, whole: Tender) -> None:
    copy, client = begun(officer, whole), client_of(officer)
    assert page(whole) in read(client, page(copy, "draft"))
    for name in ("review", "publish"):
        assert client.get(page(copy, name)).headers["Location"] == page(whole)
    assert client.get(page(copy, "discard")).headers["Location"] == page(whole, "discard_amendment")


def test_given_up(officer: User, whole: Tender) -> None:
    copy, client = begun(officer, whole), client_of(officer)
    assert client.get(page(whole, "discard_amendment")).status_code == 200
    client.post(page(whole, "discard_amendment"))
    assert open_copy(whole) is None
    assert client.get(page(copy, "officer_detail")).headers["Location"] == page(whole, "officer_detail")


def test_too_late_the_page_says_so(officer: User, whole: Tender) -> None:
    client = client_of(officer)
    begun(officer, whole)
    pass_deadline(whole)
    assert "Il n’est plus temps" in read(client, page(whole))
    assert client.post(page(whole, "start_amendment"), {"seen": 1}).status_code == 302


def test_two_versions_side_by_side_for_everybody(officer: User, whole: Tender) -> None:
    amended(officer, whole)
    url = reverse("tenders:compare_versions", args=[whole.reference, 1, 2])
    shown = read(client_of(None), url)
    assert url == f"/consultations/{whole.reference}/versions/1..2/"
    assert "<ins>" in shown
    assert "Version 1" in shown
    assert REASON in shown
    assert "contact_types" not in shown


@pytest.mark.parametrize(("first", "second"), [(2, 1), (1, 1), (1, 9), (0, 1)])
def test_only_versions_that_exist_in_order(first: int, second: int, officer: User, whole: Tender) -> None:
    url = reverse("tenders:compare_versions", args=[whole.reference, first, second])
    assert client_of(None).get(url).status_code == 404
