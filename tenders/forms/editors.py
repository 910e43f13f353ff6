"""One editor a section: reads what is stored, checks what is typed, hands it to the services."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms import formset_factory
from django.forms.formsets import BaseFormSet
from django.http import QueryDict

from accounts.models import User

from ..models import Lot, Tender
from ..services import Save

Values = dict[str, Any]
Typed = QueryDict | None
PREFIX = "rows"
MOST_ROWS = 60


class Editor(ABC):
    """A section being edited.

    ``data`` is what was posted, None for a page just opened. An explicit save takes all or nothing; an
    autosave keeps every value that is right and leaves the stored one where it is not.
    """

    template: ClassVar[str] = "tenders/section_form.html"

    def __init__(self, tender: Tender, lot: Lot | None, data: Typed = None) -> None:
        self.tender, self.stored_lot, self.data = tender, lot, data

    @property
    def lot(self) -> Lot:
        assert self.stored_lot is not None
        return self.stored_lot

    @property
    @abstractmethod
    def parts(self) -> list[forms.Form | BaseFormSet[Any]]:
        """The forms and formsets of the page, in order."""

    @abstractmethod
    def save(self, actor: User, now: datetime, save: Save) -> None:
        """Hand to the services what is right. Raises ValidationError, PermissionDenied."""

    def is_valid(self) -> bool:
        answers = [part.is_valid() for part in self.parts]
        return all(answers)

    def refuse(self, error: ValidationError) -> None:
        """Show on the page what a service answered."""
        first = self.parts[0]
        if isinstance(first, BaseFormSet):
            first.non_form_errors().extend(error.messages)
        else:
            first.add_error(None, error.messages)

    def errors(self) -> list[tuple[str, str]]:
        """Return (where, what) for every value that is not right."""
        return [found for part in self.parts for found in errors_of(part)]

    def note(self) -> str:
        """What to say beside « Enregistré »."""
        return ""

    def asks(self, now: datetime) -> tuple[str, str]:
        """What to ask at once after a save: (control, sentence), empty when the next section may follow."""
        return "", ""

    def context(self, now: datetime) -> Values:
        """What the section's own template shows besides its forms."""
        return {}


def kept(form: forms.BaseForm) -> Values:
    """Return the values that are right, and for the others what the form began with."""
    if form.is_valid():
        return dict(form.cleaned_data)
    values = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {**values, **form.cleaned_data}


def values_of(row: Any, names: tuple[str, ...]) -> Values:
    return {name: getattr(row, name) for name in names if name != "position"}


class FieldsEditor(Editor):
    """A section that is one plain form."""

    form_class: ClassVar[type[forms.Form]]

    def __init__(self, tender: Tender, lot: Lot | None, data: Typed = None) -> None:
        super().__init__(tender, lot, data)
        self.form = self.form_class(data, initial=self.stored())

    @property
    def parts(self) -> list[forms.Form | BaseFormSet[Any]]:
        return [self.form]

    @abstractmethod
    def stored(self) -> Values:
        """What the form begins with."""


class RowsEditor(Editor):
    """A section that is a list of rows, all alike."""

    row_form: ClassVar[type[forms.Form]]
    legend: ClassVar[str]
    row_name: ClassVar[str]
    add_label: ClassVar[str] = "Ajouter une ligne"
    can_add: ClassVar[bool] = True
    template = "tenders/section_rows.html"

    def __init__(self, tender: Tender, lot: Lot | None, data: Typed = None) -> None:
        super().__init__(tender, lot, data)
        self.rows = self.formset(self.stored())

    def formset(self, stored: Sequence[Mapping[str, Any]]) -> BaseFormSet[Any]:
        kind = formset_factory(
            self.row_form,
            extra=int(self.can_add and not stored),
            can_delete=self.can_add,
            max_num=MOST_ROWS,
            validate_max=True,
        )
        options = self.row_options()
        # A row added since the page was opened is compared with a blank one: against what an autosave of
        # the same page stored it would look untouched, and be left out.
        begun = kind(self.data, prefix=PREFIX, form_kwargs=options).initial_form_count()
        known = stored if self.data is None else stored[:begun]
        return kind(self.data, initial=known, prefix=PREFIX, form_kwargs=options)

    def row_options(self) -> Values:
        return {}

    @property
    def parts(self) -> list[forms.Form | BaseFormSet[Any]]:
        return [self.rows]

    @abstractmethod
    def stored(self) -> list[Values]:
        """The rows that the page begins with."""

    def typed_rows(self) -> list[Values]:
        """Return the rows to store: neither removed nor left blank; see ``kept`` for those with errors."""
        self.rows.is_valid()
        written = [form for form in self.rows.forms if not self.is_left_out(form)]
        rows = [(form, kept(form)) for form in written]
        return [values for form, values in rows if is_storable(form, values)]

    def is_left_out(self, form: forms.Form) -> bool:
        return (form.empty_permitted and not form.has_changed()) or self.is_removed(form)

    def is_removed(self, form: forms.Form) -> bool:
        return self.can_add and bool(form.cleaned_data.get("DELETE"))


def errors_of(part: forms.BaseForm | BaseFormSet[Any]) -> list[tuple[str, str]]:
    if isinstance(part, BaseFormSet):
        rows = enumerate(part.forms, start=1)
        own = [("Liste", str(message)) for message in part.non_form_errors()]
        return own + [(f"Ligne {n}, {label}", text) for n, form in rows for label, text in errors_of(form)]
    return [
        (str(part.fields[name].label) if name in part.fields else "Formulaire", str(messages[0]))
        for name, messages in part.errors.items()
    ]


def is_storable(form: forms.BaseForm, values: Values) -> bool:
    """Has the row every number that a row needs? One just added and not yet right may lack some."""
    values.pop("DELETE", None)
    return all(values[name] is not None for name, field in form.fields.items() if field.required)
