"""Showing what the rules found."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from ..models import Finding

register = template.Library()


def explanation(rule: str, code: str, facts: dict[str, Any]) -> SafeString:
    """Render the sentence of a (rule, code) with its facts; a lawyer edits the template, not the code."""
    return mark_safe(render_to_string(f"admissibility/findings/{rule}/{code}.html", {"facts": facts}).strip())  # noqa: S308


@register.simple_tag
def finding_text(finding: Finding) -> SafeString:
    """Return the explanation of a finding as it was established."""
    return explanation(finding.rule, finding.code, finding.facts)


@register.filter
def iso_day(value: str) -> date:
    """Return the day that a fact keeps as ISO text."""
    return date.fromisoformat(value)


@register.filter
def decimal(value: str) -> Decimal:
    """Return the number that a fact keeps as text."""
    return Decimal(value)


@register.filter
def moment(value: str) -> datetime:
    """Return the moment that a fact keeps as text."""
    return datetime.fromisoformat(value)
