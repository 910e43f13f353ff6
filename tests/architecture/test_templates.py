"""Every template is used, and none breaks the strict content policy."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TEMPLATES = ROOT / "templates"
NAMES = sorted(
    str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.*") if path.suffix in {".html", ".txt"}
)

#: Found by Django, DRF or allauth under a name of their own.
FOUND_BY_NAME = re.compile(r"^(\d{3}(_csrf)?\.html|account/|mfa/|drf_spectacular/)")
#: Named by rule and code, or by component: the tests of those hold them to each other.
FOUND_BY_RULE = re.compile(
    r"^admissibility/(findings|regularisation/points)/|^awards/abnormally_low/(alerts|questions)/|^tenders/proposal/|^ui/components/"
)


def texts() -> str:
    folders = [
        "ui",
        "accounts",
        "outbox",
        "audit",
        "tenders",
        "bids",
        "admissibility",
        "scoring",
        "awards",
        "procedure",
    ]
    code = [path for folder in [*folders, "config"] for path in (ROOT / folder).rglob("*.py")]
    return "\n".join(path.read_text(encoding="utf-8") for path in [*code, *TEMPLATES.rglob("*.html")])


def test_no_template_lies_unused() -> None:
    everything = texts()
    unused = [
        name
        for name in NAMES
        if not FOUND_BY_NAME.match(name) and not FOUND_BY_RULE.match(name) and name not in everything
    ]
    assert not unused


@pytest.mark.parametrize("name", NAMES)
def test_no_inline_style_script_or_handler(name: str) -> None:
    """A block of JSON data is no script: the policy lets it stand and the browser does not run it."""
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"", text)
    assert not re.search(r"<script(?![^>]*(\bsrc=|type=\"application/json\"))", text)


@pytest.mark.parametrize("name", NAMES)
def test_no_request_to_another_host(name: str) -> None:
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    assert not re.search(r"(src|srcset)=\"(https?:)?//", text)
