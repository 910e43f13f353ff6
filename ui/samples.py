"""Invented content for the style page: one example of every component, wide and narrow, empty and full."""

import math
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.urls import reverse, reverse_lazy

from ui.charts import Bar, Chart, Series, Threshold, bars, heatmap_share, heatmap_week, line_week
from ui.components import Progress, Row, Status, Step, Tab, Task

CHANNELS = [("phone", "Téléphone"), ("chat", "Messagerie instantanée"), ("email", "Courriel")]


class SampleForm(forms.Form):
    title = forms.CharField(
        label="Objet de la consultation", help_text="Une phrase, telle qu’elle sera publiée."
    )
    cpv = forms.CharField(
        label="Code CPV",
        required=False,
        help_text="Un code ou un mot, par exemple « appel ».",
        widget=forms.TextInput(
            attrs={"data-combobox-url": reverse_lazy("ui:sample_suggestions"), "data-width": "20"}
        ),
    )
    handle_time = forms.IntegerField(
        label="Durée moyenne d’un appel",
        min_value=1,
        widget=forms.NumberInput(attrs={"data-unit": "secondes", "data-width": "5"}),
    )
    deadline = forms.DateTimeField(
        label="Date limite de dépôt",
        help_text="Heure de Paris.",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    procedure = forms.ChoiceField(
        label="Procédure",
        choices=[("", "Choisir"), ("open", "Appel d’offres ouvert"), ("adapted", "Procédure adaptée")],
    )
    reserved = forms.ChoiceField(
        label="Lot réservé aux entreprises de l’ESS",
        choices=[("yes", "Oui"), ("no", "Non")],
        widget=forms.RadioSelect,
        help_text="Article L. 2113-15 du code de la commande publique.",
    )
    channels = forms.MultipleChoiceField(
        label="Canaux", choices=CHANNELS, widget=forms.CheckboxSelectMultiple, required=False
    )
    description = forms.CharField(
        label="Description", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    workbook = forms.FileField(
        label="Classeur de l’offre",
        required=False,
        help_text="XLSX, 10 Mo au plus.",
        widget=forms.FileInput(attrs={"data-max-bytes": "10000000"}),
    )
    certified = forms.BooleanField(label="Je certifie l’exactitude de ces renseignements")


class SampleRow(forms.Form):
    language = forms.CharField(label="Langue")
    calls = forms.IntegerField(label="Appels par an", widget=forms.NumberInput(attrs={"data-unit": "appels"}))
    level = forms.ChoiceField(label="Niveau", choices=[("1", "Niveau 1"), ("2", "Niveau 2")])


SampleFormSet = forms.formset_factory(SampleRow, extra=1, can_delete=True)


def rows_formset() -> Any:
    initial = [
        {"language": "français", "calls": 92_000, "level": "1"},
        {"language": "anglais", "calls": 3_100},
    ]
    return SampleFormSet(initial=initial, prefix="volumes")


REQUIRED = [[3 + 2.4 * math.sin((h - 8) / 12 * math.pi) - 0.5 * (d > 4) for h in range(24)] for d in range(7)]
OFFERED = [[0.0 if h < 2 and d == 6 else 3.0 + (8 <= h < 20) for h in range(24)] for d in range(7)]


def share(offered: float, required: float) -> float | None:
    return min(1.0, offered / required) if required > 1 else None


def week_charts() -> list[Chart]:
    days = zip(OFFERED, REQUIRED, strict=True)
    shares = [[share(o, r) for o, r in zip(*day, strict=True)] for day in days]
    return [
        heatmap_week(REQUIRED, OFFERED, caption="Écoutantes : offert moins requis", decimals=1),
        heatmap_share(shares, caption="Appels répondus par heure"),
    ]


def other_charts() -> list[Chart]:
    bids = [Bar("Fédération (fictif)", 85.3, 84.1, 86.5), Bar("Coopérative (fictif)", 71.9, 69.0, 74.8)]
    minimum = Threshold("Minimum exigé : 80 %", 80)
    week = [Series("Requis", REQUIRED), Series("Offert", OFFERED)]
    return [
        bars(bids, caption="Appels répondus par offre", unit="%", maximum=100, threshold=minimum),
        line_week(week, caption="Effectif requis et offert", unit="postes"),
    ]


def sample_lists(now: datetime) -> dict[str, Any]:
    done, todo = Status("Terminé", "success"), Status("À faire", "info")
    return {
        "tasks": [
            Task("Objet et procédure", done, "#taches"),
            Task(
                "Volumes par canal",
                Status("Incomplet", "warning"),
                "#taches",
                "Il manque le profil du dimanche.",
            ),
            Task("Critères et pondérations", todo, "#taches"),
            Task("Publication", Status("Pas encore possible")),
        ],
        "rows": [
            Row("Objet", "Écoute et orientation téléphoniques (fictif)", "#relecture"),
            Row("Budget", "6 M€ sur 4 ans", "#relecture"),
            Row("Clause ESS", "Lot réservé"),
        ],
        "tabs": [
            Tab("Synthèse", "#onglets", current=True),
            Tab("Capacité", "#onglets", count=5),
            Tab("Prix", "#onglets"),
        ],
        "steps": [
            Step("Publication", now - timedelta(days=40), actor="Camille Exemple (fictif)", status=done),
            Step("Date limite de dépôt", now + timedelta(days=3), "Cinq dépôts reçus.", done=False),
            Step("Ouverture des plis", None),
        ],
    }


def context(now: datetime) -> dict[str, Any]:
    """Everything that templates/ui/style.html shows."""
    return {
        "now": now,
        "deadline": now + timedelta(days=3, hours=4),
        "soon": now + timedelta(minutes=12),
        "past": now - timedelta(hours=1),
        "week_charts": week_charts(),
        "charts": other_charts(),
        "page": Paginator(range(1234), 50).page(4),
        "work": Progress(
            "Calcul de la capacité de l’offre 2", done=2, total=5, poll_url=reverse("ui:sample_progress")
        ),
        "amount": Decimal("5987654.32"),
        "form": SampleForm(),
        "wrong": SampleForm({"title": "", "handle_time": "-3", "procedure": "x"}, auto_id="faux_%s"),
        "formset": rows_formset(),
        **sample_lists(now),
    }
