"""The editors of the sections of the whole consultation."""

from datetime import datetime
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet

from accounts.models import User

from .. import services
from ..fingerprint import ALLOTMENT_FIELDS, SECTION_FIELDS, TITLE_FIELDS
from ..models import Lot, Tender
from ..proposal import Choice
from ..sections import Section
from ..services import Save
from .editors import FieldsEditor, RowsEditor, Typed, Values, kept, values_of
from .rows import LotForm
from .sections import AllotmentForm, ClausesForm, DatesForm, ObjectForm


class ObjectEditor(FieldsEditor):
    form_class = ObjectForm
    template = "tenders/section_object.html"

    def stored(self) -> Values:
        return values_of(self.tender, SECTION_FIELDS[Section.OBJECT])

    def asks(self, now: datetime) -> tuple[str, str]:
        choice = Choice.read(Tender.objects.get(pk=self.tender.pk), now)
        if not choice.differs or choice.tender.procedure_reason.strip():
            return "", ""
        return "procedure_reason", (
            f"La procédure proposée est : {choice.proposed_label}. Une autre est choisie : dites pourquoi."
        )

    def context(self, now: datetime) -> Values:
        return {"choice": Choice.read(self.tender, now)}

    def save(self, actor: User, now: datetime, save: Save) -> None:
        fields = kept(self.form)
        services.save_tender_fields(actor=actor, tender=self.tender, fields=fields, now=now, save=save)


class DatesEditor(FieldsEditor):
    form_class = DatesForm

    def stored(self) -> Values:
        return values_of(self.tender, SECTION_FIELDS[Section.DATES])

    def save(self, actor: User, now: datetime, save: Save) -> None:
        fields = kept(self.form)
        # The browser's control has no seconds: a moment left alone keeps its own.
        for name in ("deadline_at", "questions_due_at"):
            before = getattr(self.tender, name)
            if before and fields[name] == before.replace(second=0, microsecond=0):
                fields[name] = before
        services.save_tender_fields(actor=actor, tender=self.tender, fields=fields, now=now, save=save)


class LotsEditor(RowsEditor):
    row_form = LotForm
    legend = "Lots"
    row_name = "Lot"
    can_add = False
    template = "tenders/section_lots.html"

    def __init__(self, tender: Tender, lot: Lot | None, data: Typed = None) -> None:
        super().__init__(tender, lot, data)
        self.form = AllotmentForm(data, initial=values_of(tender, ALLOTMENT_FIELDS))

    @property
    def parts(self) -> list[forms.Form | BaseFormSet[Any]]:
        return [self.rows, self.form]

    def stored(self) -> list[Values]:
        lots = self.tender.lots.select_related("main_cpv").order_by("number")
        return [values_of(lot, ("pk", *TITLE_FIELDS)) for lot in lots]

    def save(self, actor: User, now: datetime, save: Save) -> None:
        rows = {int(row.pop("pk")): row for row in self.typed_rows() if row.get("pk")}
        reason = str(kept(self.form)["no_allotment_reason"])
        services.save_lots(
            actor=actor, tender=self.tender, rows=rows, now=now, save=save, no_allotment_reason=reason
        )


class ClausesEditor(FieldsEditor):
    form_class = ClausesForm

    def stored(self) -> Values:
        return values_of(self.tender, SECTION_FIELDS[Section.CLAUSES])

    def save(self, actor: User, now: datetime, save: Save) -> None:
        fields = kept(self.form)
        services.save_tender_fields(actor=actor, tender=self.tender, fields=fields, now=now, save=save)
