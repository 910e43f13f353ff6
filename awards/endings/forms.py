"""The forms of the end of a lot; each is refused when the page it was on is stale."""

from collections.abc import Iterable
from typing import Any

from django import forms

from tenders.models import Tender

from .enums import HoldOutcome, UnsuccessfulCause, WithdrawalGround
from .state import Standing

MOMENT = {"type": "datetime-local"}
MOMENT_FORMAT = "%Y-%m-%dT%H:%M"


def moment(label: str, help_text: str = "") -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs=MOMENT, format=MOMENT_FORMAT)
    return forms.DateTimeField(label=f"{label} (heure de Paris)", widget=widget, help_text=help_text)


def day(label: str) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def paragraph(label: str, help_text: str = "", rows: int = 5, *, required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, widget=widget, required=required)


class StepForm(forms.Form):
    """A step of a lot; ``values`` is what its service takes."""

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class DesignateForm(StepForm):
    bid = forms.TypedChoiceField(label="Offre pressentie", widget=forms.RadioSelect, coerce=int)
    ranking = forms.IntegerField(widget=forms.HiddenInput)
    acknowledged = forms.BooleanField(label="J’ai lu les avertissements de cette offre", required=False)
    reason = paragraph(
        "Réponse aux avertissements",
        "Nécessaire s’il y en a : en quoi ils ne font pas obstacle à ce choix. Reprise au rapport.",
        required=False,
    )

    def __init__(self, *args: Any, candidates: Iterable[Standing], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["bid"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(one.bid, f"N° {one.rank}, {one.name}") for one in candidates]


class RequestProofsForm(StepForm):
    asked = paragraph(
        "Preuves demandées, et comment les produire",
        "À cet opérateur seul (R. 2144-4). Ne redemandez ni ce que vous avez déjà, ni ce qu’une "
        "administration vous donne (R. 2143-13, R. 2143-14).",
        rows=10,
    )
    due_at = moment("À produire avant le")


class AcceptProofsForm(StepForm):
    note = paragraph(
        "Preuves examinées",
        "Lesquelles, de quelle date, reçues de l’opérateur ou obtenues directement (R. 2143-13).",
    )


class AwardForm(StepForm):
    reason = paragraph(
        "Motifs qui ont conduit au choix",
        "Envoyés aux autres candidats (R. 2181-3). N’y citez ni prix unitaire ni contenu protégé.",
    )


class WithdrawForm(StepForm):
    ground = forms.ChoiceField(label="Fondement", widget=forms.RadioSelect, choices=WithdrawalGround.choices)
    reason = paragraph(
        "Motifs du retrait",
        "60 caractères au moins. Une exclusion à l’appréciation de l’acheteur suppose d’avoir entendu "
        "le candidat (L. 2141-11).",
    )


class InformForm(StepForm):
    """One text a bidder that was not chosen, each with its own reasons."""

    def __init__(
        self, *args: Any, bids: Iterable[tuple[int, str, str]], is_formal: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for bid, name, proposed in bids:
            field = paragraph(f"Motifs du rejet, pour {name}", "Envoyés à lui seul.", rows=8)
            field.initial = proposed
            self.fields[f"bid_{bid}"] = field
        if not is_formal:
            self.fields["waits"] = forms.BooleanField(
                label="Attendre onze jours avant de signer (proposé)",
                required=False,
                initial=True,
                help_text="Aucun délai n’est imposé en procédure adaptée. Avec la publication de "
                "l’intention de conclure, cette attente ferme le référé contractuel (CJA, L. 551-15).",
            )

    def values(self) -> dict[str, Any]:
        texts = {name: text for name, text in self.cleaned_data.items() if name.startswith("bid_")}
        reasons = {int(name.removeprefix("bid_")): text for name, text in texts.items()}
        return {"reasons": reasons, "waits": self.cleaned_data.get("waits", True)}


class SignForm(StepForm):
    signed_at = moment("Marché signé le", "Le moment de la signature de l’acheteur.")


class NotifyForm(StepForm):
    notified_at = moment("Reçu par le titulaire le", "Le marché prend effet à cette date (R. 2182-4).")


class NoticeForm(StepForm):
    sent_on = day("Avis d’attribution envoyé le")
    reference = forms.CharField(label="Identifiant de l’avis", max_length=100)


class DataForm(StepForm):
    published_on = day("Données essentielles publiées le")
    reference = forms.CharField(label="Identifiant des données", max_length=100)


class AbandonLotForm(StepForm):
    reason = paragraph(
        "Motif de la déclaration sans suite",
        "Un motif d’intérêt général, précis : il est envoyé aux participants et affiché (R. 2185-2).",
    )


class UnsuccessfulForm(StepForm):
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
