from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django import Settings

from ui.navigation import account_links, main_links

Visit = Callable[..., HttpRequest]


class Person:
    is_authenticated = True

    def __init__(self, *roles: str) -> None:
        self.roles = roles


def roles_of_person(person: Person) -> tuple[str, ...]:
    return person.roles


@pytest.fixture
def visit(settings: Settings) -> Visit:
    settings.ROOT_URLCONF = "tests.ui.some_urls"
    settings.UI_ROLES = "tests.ui.test_navigation.roles_of_person"

    def request(path: str = "/", *roles: str) -> HttpRequest:
        made = RequestFactory().get(path)
        made.user = Person(*roles) if roles else AnonymousUser()  # type: ignore[assignment]
        return made

    return request


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ((), ["Consultations"]),
        (("officer",), ["Consultations", "Mes consultations"]),
        (("bidder",), ["Consultations", "Mes dépôts"]),
        (("auditor",), ["Consultations", "Mes consultations"]),
        (("commission_member",), ["Consultations", "Mes consultations"]),
        (("bidder", "administrator"), ["Consultations", "Mes dépôts"]),
    ],
)
def test_each_role_sees_its_own_pages_that_exist(
    visit: Visit, roles: tuple[str, ...], expected: list[str]
) -> None:
    assert [link.label for link in main_links(visit("/", *roles))] == expected


def test_a_page_stands_under_one_entry_only(visit: Visit) -> None:
    links = main_links(visit("/consultations/miennes/12/", "officer"))
    assert [(link.label, link.current) for link in links if link.current] == [("Mes consultations", "true")]


def test_the_entry_of_the_page_itself_says_so(visit: Visit) -> None:
    assert main_links(visit("/consultations/"))[0].current == "page"


def test_a_stranger_can_sign_in_and_nobody_signs_in_twice(visit: Visit) -> None:
    assert [link.label for link in account_links(visit())] == ["Se connecter"]
    assert account_links(visit("/", "officer")) == []


def test_no_role_is_guessed_without_a_provider(visit: Visit, settings: Settings) -> None:
    del settings.UI_ROLES
    assert [link.label for link in main_links(visit("/", "officer"))] == ["Consultations"]
