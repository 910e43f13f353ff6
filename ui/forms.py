"""How every Django form of the site is drawn: set once as FORM_RENDERER, plain forms need nothing else.

A widget's `data-unit` names the unit written after its input, `data-width` its width in characters.
"""

from collections.abc import Iterable
from typing import Any, TypeAlias

from django.forms import BaseForm, BoundField, CheckboxInput, FileInput, HiddenInput
from django.forms.formsets import TOTAL_FORM_COUNT, BaseFormSet
from django.forms.renderers import TemplatesSetting
from django.http import QueryDict

AnyForm: TypeAlias = "BaseForm | BaseFormSet[Any]"  # Django's formsets take no parameter at run time


class Field(BoundField):
    """A bound field that tells its template how to lay it out."""

    @property
    def unit(self) -> str:
        return str(self.field.widget.attrs.get("data-unit", ""))

    @property
    def layout(self) -> str:
        """The template of templates/ui/forms/ that draws this field."""
        if self.use_fieldset:
            return "ui/forms/field_group.html"
        if isinstance(self.field.widget, CheckboxInput):
            return "ui/forms/field_checkbox.html"
        return "ui/forms/field_line.html"

    @property
    def is_file(self) -> bool:
        return isinstance(self.field.widget, FileInput)

    @property
    def first_id(self) -> str:
        """Id of the control that a link to this field must reach: groups have none of their own."""
        if not self.use_fieldset:
            return self.id_for_label or self.auto_id
        return next((w.id_for_label for w in self.subwidgets if w.id_for_label), self.auto_id)


class Renderer(TemplatesSetting):
    """Forms, formsets and fields drawn by templates/ui/forms/."""

    form_template_name = "ui/forms/form.html"
    formset_template_name = "ui/forms/formset.html"
    field_template_name = "ui/forms/field.html"
    bound_field_class = Field


class FormErrors:
    """Every error of the forms of one page, each with the id of the control to mend."""

    def __init__(self, forms: Iterable[AnyForm]) -> None:
        self.items = [item for form in forms for item in _errors_of(form)]


def _errors_of(form: AnyForm) -> list[tuple[str, str]]:
    """(id of the control, or an empty string, message) pairs, in the order of the page."""
    if not form.is_bound:
        return []
    if isinstance(form, BaseFormSet):
        own = [("", str(message)) for message in form.non_form_errors()]
        return own + [item for row in form.forms for item in _errors_of(row)]
    own = [("", str(message)) for message in form.non_field_errors()]
    return own + [item for field in form for item in _errors_of_field(field)]


def _errors_of_field(field: BoundField) -> list[tuple[str, str]]:
    target = field.first_id if isinstance(field, Field) else field.id_for_label
    hidden = isinstance(field.field.widget, HiddenInput)
    label = f"{field.label}\u00a0: " if field.label else ""
    return [("" if hidden else target, f"{label}{message}") for message in field.errors]


def add_row(data: QueryDict, prefix: str) -> QueryDict:
    """The same posted data with one more empty row in the formset `prefix`: its button without JavaScript."""
    longer = data.copy()
    key = f"{prefix}-{TOTAL_FORM_COUNT}"
    longer[key] = str(int(data.get(key, "0")) + 1)
    return longer
