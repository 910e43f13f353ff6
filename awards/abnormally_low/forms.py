"""The four forms of an enquiry; each is refused when the page it was on is stale."""

from django import forms

from .enums import RejectionGround
from .services import SHORTEST_ASSESSMENT, SHORTEST_REASON, Decision

ACCEPT, REJECT = "accept", "reject"


class AskForm(forms.Form):
    questions = forms.CharField(
        label="Questions au soumissionnaire",
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Proposées d’après les alertes, à relire. Ne citez pas le prix d’un concurrent.",
    )
    due_at = forms.DateTimeField(
        label="Réponse attendue avant le (heure de Paris)",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="Un délai suffisant pour réunir des justificatifs. L’horloge du serveur fait foi.",
    )


class AnswerForm(forms.Form):
    text = forms.CharField(
        label="Votre justification",
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Chiffrez : heures, salaires, conventions collectives, sous-traités, frais, marge.",
    )


class AssessForm(forms.Form):
    text = forms.CharField(
        label="Appréciation de la justification",
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=f"Ce qui est établi, ce qui ne l’est pas ({SHORTEST_ASSESSMENT} caractères au moins).",
    )


class DecideForm(forms.Form):
    outcome = forms.ChoiceField(
        label="Décision",
        widget=forms.RadioSelect,
        choices=[
            (ACCEPT, "Le prix est justifié : l’offre reste dans la comparaison"),
            (REJECT, "L’offre est anormalement basse : elle est rejetée (L. 2152-6)"),
        ],
    )
    ground = forms.ChoiceField(
        label="Fondement, en cas de rejet",
        required=False,
        choices=[("", "Aucun : le prix est justifié"), *RejectionGround.choices],
    )
    reason = forms.CharField(
        label="Motifs de la décision",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=(
            f"{SHORTEST_REASON} caractères au moins. En cas de rejet, ils sont repris dans le rapport de "
            "présentation et le soumissionnaire les connaîtra."
        ),
    )

    def clean(self) -> dict[str, object]:
        values = super().clean() or {}
        if values.get("outcome") == REJECT and not values.get("ground"):
            self.add_error("ground", "Choisissez sur quoi repose le rejet.")
        if values.get("outcome") == ACCEPT and values.get("ground"):
            self.add_error("ground", "Un prix justifié n’a pas de fondement de rejet : choisissez « Aucun ».")
        return values

    def decision(self) -> Decision:
        ground = self.cleaned_data["ground"]
        return Decision(self.cleaned_data["reason"], RejectionGround(ground) if ground else None)
