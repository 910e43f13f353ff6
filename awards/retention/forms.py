"""The forms of the papers' fate."""

from django import forms

from ..endings.forms import day, paragraph


class PerformanceForm(forms.Form):
    ended_on = day("Dernier jour d’exécution du marché")


class DeletionForm(forms.Form):
    visa = forms.CharField(
        label="Référence du visa d’élimination",
        max_length=200,
        help_text="Donné par le service public d’archives dont relève l’acheteur (code du patrimoine).",
    )
    reason = paragraph("Motifs", "Ce qui est détruit, ce qui est versé aux archives.")
