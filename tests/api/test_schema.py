"""The API describes itself truly, and offline."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from openapi_spec_validator import validate


def generated() -> dict[str, Any]:
    with GENERATOR_STATS.silence():
        document: dict[str, Any] = SchemaGenerator().get_schema(public=True)  # type: ignore[no-untyped-call]
    return document


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return generated()


def test_it_is_valid_openapi(schema: dict[str, Any]) -> None:
    validate(schema)


def test_nothing_in_it_was_guessed() -> None:
    GENERATOR_STATS.reset()
    generated()
    assert not GENERATOR_STATS._warn_cache
    assert not GENERATOR_STATS._error_cache


def test_it_only_reads(schema: dict[str, Any]) -> None:
    assert {method for path in schema["paths"].values() for method in path} == {"get"}


def test_every_operation_belongs_to_a_named_group(schema: dict[str, Any]) -> None:
    bare = [path for path, methods in schema["paths"].items() if not methods["get"].get("tags")]
    assert not bare


@pytest.mark.django_db
def test_the_reading_page_asks_no_other_host(client: Client) -> None:
    page = client.get(reverse("api-docs")).content.decode()
    assert "cdn" not in page
    assert "https://" not in page
