"""What import-linter cannot see: foreign keys, reverse relations and templates also go one way."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Field, ForeignObjectRel

#: From the top; an app knows those after it.
LAYERS = [
    "config",
    "procedure",
    "awards",
    "scoring",
    "admissibility",
    "bids",
    "tenders",
    "audit",
    "outbox",
    "accounts",
    "ui",
]
ROOT = Path(settings.BASE_DIR)
OURS = [model for model in apps.get_models() if model._meta.app_label in LAYERS]
FIELDS = [(model, field) for model in OURS for field in model._meta.get_fields()]


def height(app: str) -> int:
    return LAYERS.index(app)


def upward_names(app: str) -> set[str]:
    """Names of the reverse relations that later stages put on this app's models."""
    return {
        field.get_accessor_name() or ""
        for model, field in FIELDS
        if isinstance(field, ForeignObjectRel)
        and model._meta.app_label == app
        and field.related_model._meta.app_label in LAYERS
        and height(field.related_model._meta.app_label) < height(app)
    } - {""}


def test_foreign_keys_point_to_earlier_stages() -> None:
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model, field in FIELDS
        if isinstance(field, Field)
        and isinstance(field.related_model, type)
        and field.related_model._meta.app_label in LAYERS
        and height(field.related_model._meta.app_label) < height(model._meta.app_label)
    ]
    assert not wrong


def own_sources(app: str) -> list[Path]:
    code = [path for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]
    return code + list((ROOT / "templates" / app).rglob("*.html"))


@pytest.mark.parametrize("app", LAYERS)
def test_no_app_reaches_up_through_a_reverse_relation(app: str) -> None:
    names = upward_names(app)
    if not names:
        return
    reach = re.compile(r"\.(" + "|".join(sorted(names)) + r")\b(?!\s*=)(?=\.|\)|\s|\|)")
    own = {field.name for model, field in FIELDS if model._meta.app_label == app and isinstance(field, Field)}
    found = [
        f"{path.relative_to(ROOT)}: {match.group(0)}"
        for path in own_sources(app)
        for match in reach.finditer(path.read_text(encoding="utf-8"))
        if match.group(1) not in own
    ]
    assert not found


@pytest.mark.parametrize("app", LAYERS)
def test_templates_include_only_earlier_stages(app: str) -> None:
    later = [name for name in LAYERS if height(name) < height(app)]
    reach = re.compile(r"{%\s*(?:include|extends)\s+\"(" + "|".join(later or ["-"]) + r")/")
    found = [
        path.relative_to(ROOT)
        for path in (ROOT / "templates" / app).rglob("*.html")
        if reach.search(path.read_text(encoding="utf-8"))
    ]
    assert not found
