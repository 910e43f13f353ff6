"""The forms of the end of a lot; each is refused when the page it was on is stale."""

from django import forms

from tenders.models import Tender

from .enums import HoldOutcome, UnsuccessfulCause

MOMENT = {"type": "datetime-local"}
MOMENT_FORMAT = "%Y-%m-%dT%H:%M"


def moment(label: str, help_text: str = "") -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs=MOMENT, format=MOMENT_FORMAT)
    return forms.DateTimeField(label=f"{label} (heure de Paris)", widget=widget, help_text=help_text)


def paragraph(label: str, help_text: str = "", rows: int = 5, *, required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, widget=widget, required=required)


class AbandonLotForm(forms.Form):
    reason = paragraph(
        "Motif de la déclaration sans suite",
        "Un motif d’intérêt général, précis : il est envoyé aux participants et affiché (R. 2185-2).",
    )


class UnsuccessfulForm(forms.Form):
    cause = forms.ChoiceField(label="Cause", widget=forms.RadioSelect, choices=UnsuccessfulCause.choices)
    reason = paragraph(
        "Constat",
        "Ce qui a été déposé et pourquoi rien n’est retenu ; il est envoyé aux participants et affiché. "
        "Ne citez ni prix ni contenu d’une offre.",
    )


class HoldForm(forms.Form):
    court = forms.CharField(
        label="Juridiction saisie", max_length=200, help_text="Par exemple : tribunal administratif de Paris."
    )
    filed_at = moment("Requête enregistrée le", "Le marché ne peut plus être signé à partir de ce moment.")
    docket = forms.CharField(label="Numéro de l’instance", max_length=60, required=False)
    claimant = forms.CharField(
        label="Requérant", max_length=200, required=False, help_text="Jamais affiché au public."
    )
    lot = forms.TypedChoiceField(label="Porte sur", required=False, empty_value=None, coerce=int)
    is_public = forms.BooleanField(label="L’annoncer sur la page publique de la consultation", required=False)

    def __init__(self, *args: object, tender: Tender, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        lots = [(lot.number, str(lot)) for lot in tender.lots.order_by("number")]
        field = self.fields["lot"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [("", "Toute la consultation"), *lots]


class LiftForm(forms.Form):
    outcome = forms.ChoiceField(label="Issue", widget=forms.RadioSelect, choices=HoldOutcome.choices)
    lifted_at = moment("Décision notifiée à l’acheteur le")
    reason = paragraph("Dispositif, ou motif de la fin de l’instance", rows=4)
