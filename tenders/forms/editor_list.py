"""The editors, section by section."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet

from accounts.models import User
from ui.formatting import nombre

from .. import services
from ..enums import method_of
from ..fingerprint import (
    CALENDAR_FIELDS,
    CONTACT_FIELDS,
    CRITERION_FIELDS,
    REQUIREMENT_FIELDS,
    SELECTION_FIELDS,
)
from ..models import ContactType, Criterion, EssClause, Lot, SubcontractingRule, Tender
from ..profiles import uniform
from ..sections import Section
from ..services import Save
from .editors import Editor, FieldsEditor, RowsEditor, Typed, Values, kept, values_of
from .rows import (
    ContactTypeForm,
    CriterionForm,
    EssentialTaskForm,
    PriceLineForm,
    RequirementForm,
)
from .sections import EssForm, SelectionForm, SubcontractingForm
from .tender_editors import ClausesEditor, DatesEditor, LotsEditor, ObjectEditor
from .week import DAYS, WeekForm, numbered


def type_choices(lot: Lot) -> list[tuple[str, str]]:
    return [(contact.code, contact.label or contact.code) for contact in lot.contact_types.all()]


class SelectionEditor(FieldsEditor):
    form_class = SelectionForm

    def stored(self) -> Values:
        return values_of(self.lot, SELECTION_FIELDS)

    def save(self, actor: User, now: datetime, save: Save) -> None:
        services.save_lot_fields(actor=actor, lot=self.lot, fields=kept(self.form), now=now, save=save)


class VolumesEditor(RowsEditor):
    row_form = ContactTypeForm
    legend = "Types de contact"
    row_name = "Type de contact"
    add_label = "Ajouter un type de contact"
    template = "tenders/section_volumes.html"

    def row_options(self) -> Values:
        return {"types": type_choices(self.lot)}

    def stored(self) -> list[Values]:
        found = self.lot.contact_types.select_related("escalates_to").order_by("position", "code")
        return [self.row_of(contact) for contact in found]

    def row_of(self, contact: ContactType) -> Values:
        code = contact.escalates_to.code if contact.escalates_to else ""
        return {**values_of(contact, CONTACT_FIELDS), "escalates_to": code}

    def save(self, actor: User, now: datetime, save: Save) -> None:
        rows = self.typed_rows()
        services.replace_contact_types(actor=actor, lot=self.lot, rows=rows, now=now, save=save)


class RequirementsEditor(RowsEditor):
    row_form = RequirementForm
    legend = "Exigences minimales"
    row_name = "Exigence"
    add_label = "Ajouter une exigence"

    def stored(self) -> list[Values]:
        found = self.lot.requirements.order_by("position", "pk")
        return [values_of(row, REQUIREMENT_FIELDS) for row in found]

    def save(self, actor: User, now: datetime, save: Save) -> None:
        rows = self.typed_rows()
        services.replace_requirements(actor=actor, lot=self.lot, rows=rows, now=now, save=save)


class CriteriaEditor(RowsEditor):
    row_form = CriterionForm
    legend = "Critères d’attribution"
    row_name = "Critère"
    add_label = "Ajouter un critère"
    template = "tenders/section_criteria.html"

    def stored(self) -> list[Values]:
        return [self.row_of(row) for row in self.lot.criteria.order_by("position", "pk")]

    def row_of(self, criterion: Criterion) -> Values:
        parts = criterion.sub_criteria.order_by("position")
        named = [{"name": part.name, "weight": part.weight} for part in parts]
        return {**values_of(criterion, CRITERION_FIELDS), "sub_criteria": named}

    def save(self, actor: User, now: datetime, save: Save) -> None:
        rows = [{**row, "method": method_of(str(row["kind"]))} for row in self.typed_rows()]
        services.replace_criteria(actor=actor, lot=self.lot, rows=rows, now=now, save=save)

    def total(self) -> Decimal:
        """Return the sum of the weights now stored, in percent."""
        return sum((criterion.weight for criterion in self.lot.criteria.all()), Decimal(0))

    def note(self) -> str:
        total = self.total()
        right = " (il faut 100)" if total != 100 else ""
        return f"Total des poids : {nombre(total, 0 if total == int(total) else 2)}\u00a0%{right}"


class EssEditor(FieldsEditor):
    form_class = EssForm
    template = "tenders/section_ess.html"

    def stored(self) -> Values:
        clause = EssClause.objects.filter(lot=self.lot).first()
        return values_of(clause, ("reserved", "scope")) if clause else {}

    def save(self, actor: User, now: datetime, save: Save) -> None:
        services.save_ess_clause(actor=actor, lot=self.lot, fields=kept(self.form), now=now, save=save)


class SubcontractingEditor(RowsEditor):
    row_form = EssentialTaskForm
    legend = "Tâches essentielles, que le titulaire fait lui-même (L. 2193-3)"
    row_name = "Tâche"
    add_label = "Ajouter une tâche essentielle"
    template = "tenders/section_subcontracting.html"

    def __init__(self, tender: Tender, lot: Lot | None, data: Typed = None) -> None:
        super().__init__(tender, lot, data)
        rule = SubcontractingRule.objects.filter(lot=self.lot).first()
        stored = values_of(rule, ("allowed", "maximum_share")) if rule else {}
        self.form = SubcontractingForm(data, initial=stored)

    @property
    def parts(self) -> list[forms.Form | BaseFormSet[Any]]:
        return [self.form, self.rows]

    def stored(self) -> list[Values]:
        tasks = self.lot.essential_tasks.order_by("pk")
        return [values_of(task, ("label", "channel", "language", "level")) for task in tasks]

    def save(self, actor: User, now: datetime, save: Save) -> None:
        services.save_subcontracting(
            actor=actor,
            lot=self.lot,
            fields=kept(self.form),
            essential_tasks=self.typed_rows(),
            now=now,
            save=save,
        )


class PricesEditor(RowsEditor):
    row_form = PriceLineForm
    legend = "Lignes de prix"
    row_name = "Ligne"
    template = "tenders/section_prices.html"

    def row_options(self) -> Values:
        return {"types": type_choices(self.lot)}

    def stored(self) -> list[Values]:
        lines = self.lot.price_lines.select_related("contact_type").order_by("position", "pk")
        return [
            {
                **values_of(line, ("code", "label", "unit", "quantity")),
                "contact_type": line.contact_type.code if line.contact_type else "",
            }
            for line in lines
        ]

    def save(self, actor: User, now: datetime, save: Save) -> None:
        rows = self.typed_rows()
        services.replace_price_lines(actor=actor, lot=self.lot, rows=rows, now=now, save=save)


class ProfileEditor(FieldsEditor):
    """The lot's first profile: the one that its contact types follow unless they have their own."""

    form_class = WeekForm
    template = "tenders/section_profile.html"
    days = DAYS

    def stored(self) -> Values:
        return {
            **values_of(self.lot, CALENDAR_FIELDS),
            **numbered("hour", self.weights()),
            **numbered("month", self.lot.month_weights),
        }

    def weights(self) -> list[Decimal]:
        profile = self.lot.profiles.order_by("pk").first()
        return list(profile.weights) if profile else uniform()

    def save(self, actor: User, now: datetime, save: Save) -> None:
        typed = kept(self.form)
        hours = [typed[f"hour_{number}"] or Decimal(0) for number in range(168)]
        months = [typed[f"month_{number}"] or Decimal(0) for number in range(12)]
        calendar = {name: typed[name] for name in CALENDAR_FIELDS if name in typed}
        profile = self.lot.profiles.order_by("pk").first()
        filled = self.form.cleaned_data
        services.replace_profile(
            actor=actor,
            lot=self.lot,
            weights=filled.get("preset") or filled.get("paste") or hours,
            now=now,
            calendar={**calendar, "month_weights": months},
            save=save,
            **({"name": profile.name} if profile else {}),
        )


EDITORS: dict[Section, type[Editor]] = {
    Section.OBJECT: ObjectEditor,
    Section.DATES: DatesEditor,
    Section.LOTS: LotsEditor,
    Section.CLAUSES: ClausesEditor,
    Section.SELECTION: SelectionEditor,
    Section.VOLUMES: VolumesEditor,
    Section.PROFILE: ProfileEditor,
    Section.REQUIREMENTS: RequirementsEditor,
    Section.CRITERIA: CriteriaEditor,
    Section.ESS: EssEditor,
    Section.SUBCONTRACTING: SubcontractingEditor,
    Section.PRICES: PricesEditor,
}
