"""The forms of the exchanges."""

from typing import Any

from django import forms

from ui.formatting import nombre

from ..models import Lot, Tender
from .enums import DismissalReason
from .services import Wording
from .wording import LONGEST_ANSWER, LONGEST_QUESTION


def writing(label: str, help_text: str, rows: int) -> forms.CharField:
    """A long text; its length and characters are checked by the service, which says what is wrong."""
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": rows}), help_text=help_text, strip=False
    )


class LotChoice(forms.ModelChoiceField[Lot]):
    """A lot of the consultation, or the whole."""

    def __init__(self, tender: Tender) -> None:
        lots = Lot.objects.filter(tender=tender).order_by("number")
        super().__init__(lots, label="Lot", required=False, empty_label="Toute la consultation")


class AskForm(forms.Form):
    text = writing(
        "Votre question",
        f"{nombre(LONGEST_QUESTION)} caractères au plus. N’écrivez rien qui vous désigne : ni nom, ni "
        "adresse, ni ce que vous proposez.",
        8,
    )
    keeps_names = forms.BooleanField(
        label="Envoyer telle quelle : j’accepte que l’acheteur lise ce passage",
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, data: Any = None, *, tender: Tender) -> None:
        super().__init__(data)
        self.fields["lot"] = LotChoice(tender)
        self.order_fields(["lot", "text"])

    def offer_to_keep_names(self) -> None:
        """Show the box that sends a text which names its author."""
        self.fields["keeps_names"].widget = forms.CheckboxInput()


class WordingForm(forms.Form):
    """What everybody will read."""

    question = writing(
        "La question, telle qu’elle sera publiée",
        "Reformulez-la pour qu’elle ne désigne personne ; l’original reste au dossier, inchangé.",
        6,
    )
    text = writing(
        "La réponse", f"{nombre(LONGEST_ANSWER)} caractères au plus. Elle est publiée pour tous.", 10
    )
    is_anonymous = forms.BooleanField(
        label="J’ai relu la question publiée : elle ne permet de reconnaître personne",
        error_messages={"required": "Relisez la question publiée, puis cochez cette case."},
    )
    accepts_late = forms.BooleanField(
        label="Je publie après le dernier jour, en connaissance de cause", required=False
    )

    def __init__(self, data: Any = None, *, tender: Tender, is_late: bool, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["lot"] = LotChoice(tender)
        self.order_fields(["lot", "question", "text", "is_anonymous"])
        if not is_late:
            del self.fields["accepts_late"]

    def wording(self) -> Wording:
        typed = self.cleaned_data
        return Wording(typed["question"], typed["text"], typed["lot"], typed.get("accepts_late", False))


class DismissForm(forms.Form):
    reason = forms.ChoiceField(label="Motif", choices=DismissalReason.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label="Précision pour l’auteur",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Facultatif : par exemple le numéro de la réponse déjà publiée. Seul l’auteur la lit.",
    )


class FollowForm(forms.Form):
    email = forms.EmailField(
        label="Votre adresse électronique",
        help_text="Un lien de confirmation y est envoyé ; l’adresse n’est gardée qu’une fois confirmée.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
