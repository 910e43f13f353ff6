"""Before the opening the content is read by nobody: every address, the API, every role."""

from collections.abc import Iterator

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.enums import Role
from accounts.models import User
from bids.errors import StillSealed
from bids.models import Bid, Submission
from bids.sealing.access import open_sealed
from bids.services import open_bids
from tenders.models import Tender
from tests.people import PASSWORD, declare_no_interest, make_auditor, make_bidder, member

from .builders import document_file, first_lot, pass_deadline, send, workbook_file

CANARY = b"canari-9f2c7a: notre prix est de 12,34 euros"
NAME = "nom-du-memoire-confidentiel.pdf"


@pytest.fixture
def sealed(tender: Tender, bidder: User) -> Submission:
    files = [workbook_file(first_lot(tender), CANARY), document_file(None, CANARY, NAME)]
    return send(bidder, tender, files=files)


def people(sealed: Submission, officer: User) -> dict[str, User]:
    buyer = sealed.tender.buyer
    return {
        "officer": officer,
        "commission": member(buyer, Role.COMMISSION_MEMBER),
        "evaluator": member(buyer, Role.EVALUATOR),
        "administrator": member(buyer, Role.ADMINISTRATOR),
        "superuser": User.objects.create_superuser("super@exemple.fr", PASSWORD),
        "auditor": make_auditor(),
        "rival": make_bidder(),
        "bidder": sealed.submitted_by,
    }


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, dict[str, object]]]:
    """Yield each address of the site as (path with {names}, converters)."""
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, route)
        elif isinstance(entry, URLPattern):
            yield route, dict(entry.pattern.converters)


def addresses(sealed: Submission) -> set[str]:
    """Every address of the site with what is known of the sealed submission put in its holes."""
    file = sealed.files.order_by("-position")[0]
    values = {
        "reference": sealed.tender.reference,
        "number": "1",
        "submission_id": str(sealed.pk),
        "file_id": str(file.pk),
        "pk": str(sealed.pk),
        "format": "json",
    }
    found = set()
    for route, converters in patterns(get_resolver()):
        path = route
        for name in converters:
            for kind in ("", "str:", "slug:", "uuid:", "int:"):
                path = path.replace(f"<{kind}{name}>", values.get(name, "1"))
        path = path.replace("(?P<pk>[^/.]+)", str(sealed.pk)).replace("^", "").replace("$", "")
        found.add("/" + path.replace("\\Z", ""))
    return found


def test_no_address_gives_the_content(sealed: Submission, officer: User) -> None:
    urls = sorted(addresses(sealed))
    assert len(urls) > 40
    for role, person in people(sealed, officer).items():
        client = Client(raise_request_exception=False)
        client.force_login(person)
        for url in urls:
            body = b"".join(client.get(url))
            assert CANARY not in body, (role, url)
            if role not in {"auditor", "bidder"}:
                assert NAME.encode() not in body, (role, url)


@pytest.mark.parametrize("name", ["bids:open", "tenders:officer_detail"])
@pytest.mark.parametrize("deadline", ["ahead", "passed"])
def test_buyer_does_not_see_who_deposits(
    sealed: Submission, officer: User, client: Client, name: str, deadline: str
) -> None:
    if deadline == "passed":
        pass_deadline(sealed.tender)
    client.force_login(officer)
    body = client.get(reverse(name, args=[sealed.tender.reference])).content.decode()
    assert sealed.organisation.legal_name not in body
    assert sealed.receipt.number not in body


def test_no_code_gives_the_content(sealed: Submission) -> None:
    for file in sealed.files.all():
        with pytest.raises(StillSealed):
            open_sealed(file)


def test_an_object_changed_in_memory_opens_nothing(sealed: Submission) -> None:
    file = sealed.files.all()[0]
    file.submission.state = "opened"
    file.submission.tender.opened_at = sealed.received_at
    with pytest.raises(StillSealed):
        open_sealed(file)


def test_no_bid_exists_before_the_opening(sealed: Submission, officer: User) -> None:
    assert not Bid.objects.exists()
    open_bids(actor=officer, tender=pass_deadline(sealed.tender))
    bid: Model = Bid.objects.get()
    assert bid.pk


def test_the_canary_is_found_once_opened(sealed: Submission, officer: User, client: Client) -> None:
    """The search above can fail: the same addresses give the content to the officer after the opening."""
    open_bids(actor=officer, tender=pass_deadline(sealed.tender))
    declare_no_interest(officer, sealed.tender)
    client.force_login(officer)
    document = sealed.files.get(name=NAME)
    response = client.get(reverse("bids:document", args=[document.pk]))
    assert b"".join(response) == CANARY
