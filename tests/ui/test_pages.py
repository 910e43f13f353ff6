import re

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _shown(settings: Settings) -> None:
    settings.DEMO = True


def test_the_style_page_shows_everything(client: Client) -> None:
    page = client.get(reverse("ui:style")).content.decode()
    for part in (
        "task-list",
        "summary-list",
        "timeline",
        "error-summary",
        "formset-table",
        "<svg",
        "countdown",
    ):
        assert part in page


def test_no_page_styles_or_scripts_inline(client: Client) -> None:
    page = client.get(reverse("ui:style")).content.decode()
    assert not re.findall(r"\sstyle=|<style|\son\w+=|javascript:", page)
    assert all("src=" in script for script in re.findall(r"<script[^>]*>", page))


def test_nothing_comes_from_another_host(client: Client) -> None:
    page = client.get(reverse("ui:style")).content.decode()
    assert not re.findall(r"(?:src|href|action)=\"(?:https?:)?//", page)


@pytest.mark.parametrize("name", ["ui:style", "ui:sample_progress", "ui:sample_suggestions"])
def test_the_style_page_is_not_in_production(client: Client, settings: Settings, name: str) -> None:
    settings.DEMO = settings.DEBUG = False
    assert client.get(reverse(name)).status_code == 404


def test_the_accessibility_statement_is_always_there(client: Client, settings: Settings) -> None:
    settings.DEMO = settings.DEBUG = False
    assert "RGAA" in client.get(reverse("ui:accessibility")).content.decode()


def test_an_unknown_address_gets_our_page(client: Client) -> None:
    answer = client.get("/nulle/part/")
    assert answer.status_code == 404
    assert "Cette page n’existe pas" in answer.content.decode()


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_error_pages_need_nothing_from_the_request(name: str) -> None:
    assert "Revenir à l’accueil" in render_to_string(f"{name}.html")
