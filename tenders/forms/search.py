"""The search of the public list."""

from datetime import datetime

from django import forms
from django.db.models import Case, F, Q, When

from ..enums import ProcedureKind, TenderState
from ..models.tender import TenderQuerySet

OPEN, CLOSED = "ouvertes", "closes"


class SearchForm(forms.Form):
    q = forms.CharField(
        label="Mots",
        required=False,
        max_length=200,
        help_text="Objet, acheteur, libellé CPV ou référence.",
    )
    etat = forms.ChoiceField(
        label="État",
        required=False,
        choices=[("", "Toutes"), (OPEN, "Ouvertes"), (CLOSED, "Clôturées")],
    )
    cpv = forms.RegexField(
        r"^\d{2,8}$",
        label="Code CPV",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "data-width": "8"}),
        help_text="Les premiers chiffres suffisent.",
        error_messages={"invalid": "Saisissez de 2 à 8 chiffres, par exemple 8531."},
    )
    procedure = forms.ChoiceField(
        label="Procédure", required=False, choices=[("", "Toutes"), *ProcedureKind.choices]
    )
    ess = forms.BooleanField(label="Réservées à l’ESS", required=False)

    def filtered(self, public: TenderQuerySet, now: datetime) -> TenderQuerySet:
        """Return what was asked for: open ones by nearest deadline, then the others, latest first.

        A filter that makes no sense is left out; the page says so.
        """
        self.is_valid()
        asked = self.cleaned_data if self.is_bound else {}
        found = in_state(public.matching(asked.get("q", "")), asked.get("etat", ""), now)
        if asked.get("cpv"):
            found = found.filter(lots__main_cpv__code__startswith=asked["cpv"])
        if asked.get("procedure"):
            found = found.filter(procedure=asked["procedure"])
        if asked.get("ess"):
            found = found.filter(lots__ess_clause__reserved=True)
        return by_deadline(found, now)


def in_state(found: TenderQuerySet, state: str, now: datetime) -> TenderQuerySet:
    if state == OPEN:
        return found.open_at(now)
    return found.closed_at(now) if state == CLOSED else found


def by_deadline(found: TenderQuerySet, now: datetime) -> TenderQuerySet:
    is_open = Q(state=TenderState.PUBLISHED, deadline_at__gt=now)
    nearest = Case(When(is_open, then=F("deadline_at")))
    return (
        found.alias(nearest=nearest)
        .order_by(F("nearest").asc(nulls_last=True), "-deadline_at", "pk")
        .distinct()
    )
