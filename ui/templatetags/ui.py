"""`{% load ui %}`: the filters and tags that every page uses. docs/interface.md shows each of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.paginator import Page
from django.forms import BoundField
from django.forms.formsets import BaseFormSet
from django.http import HttpRequest
from django.template import Context, Library
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString

from ui import formatting
from ui.charts import Chart
from ui.components import Crumbs, Progress, Row, Step, Tab, Task, checked_tone
from ui.forms import AnyForm, FormErrors

register = Library()

FILTERS = (
    formatting.date_courte,
    formatting.date_paris,
    formatting.duree,
    formatting.euros,
    formatting.heure,
    formatting.heures,
    formatting.jour,
    formatting.millions,
    formatting.minutes,
    formatting.nombre,
    formatting.octets,
    formatting.plus_moins,
    formatting.points,
    formatting.pourcent,
)
for _filter in FILTERS:
    register.filter(_filter.__name__, _filter)

Content = dict[str, Any]


def _draw(component: str, **context: Any) -> SafeString:
    return render_to_string(f"ui/components/{component}.html", context)


@register.simple_tag
def intervalle(low: float | None, high: float | None, decimals: int = 1) -> str:
    """`{% intervalle low high %}`: both ends of an interval of shares."""
    return formatting.intervalle(low, high, decimals)


@register.simple_tag
def url_if_any(name: str, *args: Any, **kwargs: Any) -> str:
    """`{% url_if_any "app:name" as url %}`: empty when no such page is installed."""
    try:
        return reverse(name, args=args, kwargs=kwargs)
    except NoReverseMatch:
        return ""


# --- Layout of a page ---------------------------------------------------------------------------------------


@register.simple_block_tag
def page_header(content: str, title: str, caption: str = "", lead: str = "") -> SafeString:
    """The h1 of a page; what stands inside the block are its actions."""
    return _draw("page_header", title=title, caption=caption, lead=lead, actions=content)


@register.inclusion_tag("ui/components/breadcrumb.html")
def breadcrumb(*parts: str) -> Content:
    """`{% breadcrumb "Consultations" url "3919" %}`: pairs of label and address, then the page itself."""
    pairs = tuple(zip(parts[:-1:2], parts[1::2], strict=True))
    return {"crumbs": Crumbs(links=pairs, here=parts[-1])}


@register.inclusion_tag("ui/components/tabs.html")
def tabs(items: Sequence[Tab], label: str = "Rubriques") -> Content:
    return {"items": items, "label": label}


@register.inclusion_tag("ui/components/pagination.html", takes_context=True)
def pagination(context: Context, page: "Page[Any]", label: str = "Pages") -> Content:
    """Links that keep the other parameters of the query."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    query.pop("page", None)
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {"page": page, "numbers": numbers, "query": query.urlencode(), "label": label}


# --- States and messages ------------------------------------------------------------------------------------


@register.inclusion_tag("ui/components/status.html")
def etat(code: str, label: str, tone: str = "neutral") -> Content:
    """A state as a word with a colour; `code` is for style sheets and tests."""
    return {"code": code, "label": label, "tone": checked_tone(tone)}


@register.simple_block_tag
def alert(content: str, tone: str = "info", title: str = "") -> SafeString:
    """A framed message that begins with its own word (Information, Attention, Erreur…) unless titled."""
    return _draw("alert", tone=checked_tone(tone), title=title, content=content)


@register.simple_block_tag
def empty_state(content: str, title: str) -> SafeString:
    return _draw("empty_state", title=title, content=content)


@register.inclusion_tag("ui/components/countdown.html")
def countdown(deadline: datetime, now: datetime) -> Content:
    """Time left before `deadline`; `now` is the database's clock."""
    return {
        "deadline": deadline,
        "left": formatting.temps_restant(deadline, now),
        "deadline_ms": int(deadline.timestamp() * 1000),
        "now_ms": int(now.timestamp() * 1000),
    }


@register.inclusion_tag("ui/components/progress.html")
def progress(work: Progress) -> Content:
    return {"work": work}


@register.inclusion_tag("ui/components/timeline.html")
def timeline(steps: Sequence[Step]) -> Content:
    return {"steps": steps}


# --- Figures and lists --------------------------------------------------------------------------------------


@register.inclusion_tag("ui/components/stat.html")
def stat(label: str, value: str, uncertainty: str = "", caption: str = "", tone: str = "neutral") -> Content:
    """One key figure: `value` is already written with its unit."""
    return {
        "label": label,
        "value": value,
        "uncertainty": uncertainty,
        "caption": caption,
        "tone": checked_tone(tone),
    }


@register.inclusion_tag("ui/components/task_list.html")
def task_list(tasks: Sequence[Task], name: str = "tache") -> Content:
    """What remains to be done; `name` keeps the ids of two lists of one page apart."""
    return {"tasks": tasks, "name": name}


@register.inclusion_tag("ui/components/summary_list.html")
def summary_list(rows: Sequence[Row]) -> Content:
    return {"rows": rows}


@register.simple_block_tag
def data_table(content: str, caption: str, note: str = "") -> SafeString:
    """A table (thead, tbody inside the block) in a region that scrolls sideways, also with the keyboard."""
    return _draw("data_table", caption=caption, note=note, content=content)


@register.inclusion_tag("ui/components/chart.html")
def chart(drawn: Chart) -> Content:
    """The drawing, its caption and its table."""
    return {"chart": drawn}


# --- Forms --------------------------------------------------------------------------------------------------


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """`{% field form.name %}`: label, hint, error and control of one field."""
    return bound.as_field_group()


@register.inclusion_tag("ui/components/error_summary.html")
def error_summary(*forms: AnyForm) -> Content:
    """One summary of the errors of all the forms and formsets of the page, at its top."""
    return {"errors": FormErrors(forms).items}


@register.inclusion_tag("ui/forms/formset_table.html")
def formset(
    rows: "BaseFormSet[Any]", legend: str, add_label: str = "Ajouter une ligne", hint: str = ""
) -> Content:
    """A formset as a table: one row a form, a button that adds a row."""
    return {"formset": rows, "legend": legend, "add_label": add_label, "hint": hint}
