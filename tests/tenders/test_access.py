"""Owner, colleague, stranger: who opens which page."""

import pytest
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from tests.people import make_auditor, make_bidder, make_buyer, make_officer, member
from tests.tender_builders import draft_tender, published_tender

from .pages import ALL_SECTIONS, address, client_of

pytestmark = pytest.mark.django_db
DRAFT_PAGES = ("draft", "discard", "review")
STRANGERS = [make_officer, make_bidder, make_auditor]


def status(user: User | None, url: str) -> int:
    return client_of(user).get(url).status_code


@pytest.mark.parametrize("page", DRAFT_PAGES)
def test_the_owner_and_a_colleague_open_a_draft(page: str) -> None:
    owner = make_officer()
    url = reverse(f"tenders:{page}", args=[draft_tender(owner).reference])
    colleague = make_officer(owner.memberships.get().organisation)
    assert status(owner, url) == status(colleague, url) == 200


@pytest.mark.parametrize("page", DRAFT_PAGES)
@pytest.mark.parametrize("stranger", STRANGERS)
def test_a_draft_does_not_exist_for_strangers(page: str, stranger: type[User]) -> None:
    url = reverse(f"tenders:{page}", args=[draft_tender().reference])
    assert status(stranger(), url) == 404


@pytest.mark.parametrize("section", ALL_SECTIONS)
def test_no_section_opens_or_saves_for_a_stranger(section: object) -> None:
    tender, client = draft_tender(), client_of(make_officer())
    url = address(tender, section)  # type: ignore[arg-type]
    saved = address(tender, section, autosave=True)  # type: ignore[arg-type]
    assert client.get(url).status_code == client.post(url).status_code == 404
    assert client.post(saved).status_code == 404


def test_an_evaluator_of_the_buyer_reads_but_does_not_write() -> None:
    owner = make_officer()
    tender = published_tender(owner)
    evaluator = member(tender.buyer, Role.EVALUATOR)
    assert status(evaluator, reverse("tenders:officer_detail", args=[tender.reference])) == 200
    assert status(evaluator, reverse("tenders:abandon", args=[tender.reference])) == 403


@pytest.mark.parametrize(
    ("person", "expected"), [(make_officer, 403), (make_bidder, 403), (make_auditor, 200)]
)
def test_who_reads_the_file_of_another_buyer(person: type[User], expected: int) -> None:
    url = reverse("tenders:officer_detail", args=[published_tender().reference])
    assert status(person(), url) == expected


@pytest.mark.parametrize("page", [*DRAFT_PAGES, "officer_detail", "abandon", "publish"])
def test_the_signed_out_are_asked_to_sign_in(page: str) -> None:
    url = reverse(f"tenders:{page}", args=[published_tender().reference])
    answer = client_of(None).get(url)
    assert answer.status_code == 302
    assert "/compte/" in answer["Location"]


def test_the_public_does_not_see_a_draft() -> None:
    assert status(None, reverse("tenders:public_detail", args=[draft_tender().reference])) == 404


def test_the_list_shows_only_one_s_own_buyers() -> None:
    owner = make_officer()
    mine, other = draft_tender(owner), draft_tender(title="Étrangère")
    page = client_of(owner).get(reverse("tenders:officer_list")).content.decode()
    assert mine.reference in page
    assert other.reference not in page


def test_bidders_have_no_buyer_s_list() -> None:
    assert status(make_bidder(), reverse("tenders:officer_list")) == 403
    assert status(make_bidder(), reverse("tenders:create")) == 403


def test_an_officer_does_not_create_for_another_buyer() -> None:
    officer, other = make_officer(), make_buyer()
    form = {"title": "Essai", "buyer": other.pk}
    assert client_of(officer).post(reverse("tenders:create"), form).status_code == 422


def test_a_published_consultation_cannot_be_edited() -> None:
    owner = make_officer()
    tender = published_tender(owner)
    answer = client_of(owner).get(address(tender, ALL_SECTIONS[0]))
    assert answer["Location"] == reverse("tenders:officer_detail", args=[tender.reference])
