"""The forms of a draft's plain sections: lenient on what is missing, strict on nonsense."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from accounts.models import Organisation

from ..enums import BuyerKind, DeafAccess, EssScope, FollowedProcedure, Outlet, ProcedureKind
from .days import DayField, MomentField
from .fields import DecimalField, PercentField, WholeField

ZERO = Decimal(0)


def paragraph(label: str, help_text: str, rows: int = 4) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, widget=widget, help_text=help_text)


class NewTenderForm(forms.Form):
    title = forms.CharField(
        label="Intitulé de la consultation",
        max_length=300,
        help_text="Ce que les candidats verront dans la liste ; modifiable jusqu’à la publication.",
    )
    buyer = forms.ModelChoiceField(Organisation.objects.none(), label="Organisme acheteur", empty_label=None)

    def __init__(self, *args: Any, buyers: Sequence[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["buyer"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Organisation.objects.filter(pk__in=[buyer.pk for buyer in buyers])
        if len(buyers) == 1:
            field.initial = buyers[0]
            field.widget = forms.HiddenInput()


class ObjectForm(forms.Form):
    title = forms.CharField(label="Intitulé", max_length=300, required=False)
    description = forms.CharField(
        label="Objet",
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Le service attendu, pour qui, dans quelles conditions.",
    )
    buyer_kind = forms.ChoiceField(
        label="Nature de l’acheteur pour ce marché",
        required=False,
        choices=[("", "Non précisée"), *BuyerKind.choices],
        widget=forms.RadioSelect,
        help_text="Les seuils des procédures formalisées en dépendent (avis annexé au code).",
    )
    procedure = forms.ChoiceField(
        label="Procédure",
        choices=ProcedureKind.choices,
        widget=forms.RadioSelect,
        help_text="La procédure proposée et ses raisons sont en haut de cette page.",
    )
    procedure_reason = paragraph(
        "Motif du choix d’une autre procédure",
        "À remplir si la procédure choisie n’est pas celle proposée. Gardé au dossier, non publié.",
        rows=3,
    )
    followed_procedure = forms.ChoiceField(
        label="La procédure adaptée suit-elle une procédure formalisée ?",
        required=False,
        choices=[("", "Non"), *FollowedProcedure.choices],
        widget=forms.RadioSelect,
        help_text="S’y référer expressément oblige à l’appliquer en entier, délais compris (R. 2123-6).",
    )
    publicity = forms.MultipleChoiceField(
        label="Publicité prévue, outre ce site",
        required=False,
        choices=Outlet.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="Ce site est le profil d’acheteur ; il n’envoie pas les avis aux journaux.",
    )


class DatesForm(forms.Form):
    deadline_at = MomentField(
        label="Date limite de remise des offres (heure de Paris)",
        required=False,
        help_text="C’est l’horloge du serveur qui fait foi, à la seconde.",
    )
    questions_due_at = MomentField(
        label="Questions des candidats jusqu’au (heure de Paris)",
        required=False,
        help_text="Laissez le temps de répondre : en procédure formalisée, au plus tard six jours avant la "
        "date limite (R. 2132-6). Vide : dix jours avant la date limite, ou à mi-délai s’il est plus court.",
    )
    preinformation_sent_on = DayField(
        label="Avis de préinformation envoyé le",
        required=False,
        help_text="Vide s’il n’y en a pas. Il réduit le délai d’un appel d’offres ouvert (R. 2161-3).",
    )
    urgency_reason = paragraph(
        "Motif d’urgence",
        "Vide si le délai ordinaire est tenu. L’urgence se justifie : le motif est publié (R. 2161-3).",
        rows=2,
    )
    starts_on = DayField(label="Début du service", required=False)
    duration_months = WholeField(
        label="Durée du marché",
        unit="mois",
        width="4",
        required=False,
        min_value=1,
        max_value=120,
        help_text="Reconductions comprises ; 36 mois au plus si un lot est réservé à l’ESS (L. 2113-16).",
    )
    estimated_value_eur = DecimalField(
        label="Valeur estimée du besoin",
        unit="€ HT",
        width="14",
        required=False,
        min_value=ZERO,
        max_digits=14,
        decimal_places=2,
        help_text="Toute la durée, reconductions et lots compris (R. 2121-1). Non publiée.",
    )
    budget_eur = DecimalField(
        label="Crédits budgétaires alloués",
        unit="€ HT",
        width="14",
        required=False,
        min_value=ZERO,
        max_digits=14,
        decimal_places=2,
        help_text="Une offre plus chère est inacceptable (L. 2152-3) si ces crédits sont fixés avant le "
        "lancement. Non publiés.",
    )
    budget_fixed_on = DayField(label="Crédits fixés le", required=False)


class AllotmentForm(forms.Form):
    no_allotment_reason = paragraph(
        "Pourquoi un seul lot",
        "À remplir quand le marché n’est pas alloti : les considérations de droit et de fait (L. 2113-11), "
        "par exemple des prestations indissociables ou une exécution rendue techniquement difficile. Publié.",
    )


class ClausesForm(forms.Form):
    environmental_clause = paragraph(
        "Clause environnementale",
        "Ce que l’exécution du marché doit à l’environnement (L. 2112-2) : équipements, énergie, "
        "déplacements. Ce n’est pas un critère : elle s’impose à tous.",
    )
    social_clause = paragraph(
        "Clause sociale",
        "Insertion, formation, conditions de travail (L. 2112-2-1). Obligatoire à partir du seuil européen, "
        "sauf motif.",
    )
    no_social_clause_reason = paragraph(
        "Motif d’absence de clause sociale",
        "À remplir si aucune clause sociale n’est prévue (L. 2112-2-1, II) ; conservé avec le dossier et "
        "publié.",
        rows=3,
    )
    deaf_access = forms.ChoiceField(
        label="Accès des personnes sourdes, malentendantes, sourdaveugles et aphasiques",
        required=False,
        choices=[("", "Non précisé"), *DeafAccess.choices],
        widget=forms.RadioSelect,
        help_text="Depuis le 1er octobre 2026, aux mêmes heures que le service téléphonique (loi "
        "n° 2016-1321, art. 105 ; décret n° 2017-875).",
    )
    deaf_access_note = paragraph(
        "Précisions sur cet accès",
        "Le moyen (transcription, langue des signes, tchat) et les heures quand elles diffèrent.",
        rows=3,
    )
    personal_data = paragraph(
        "Données personnelles",
        "Responsable du traitement, données recueillies des appelants, durée de conservation (RGPD, "
        "art. 28). Appeler une ligne d’écoute peut révéler une donnée sensible (art. 9).",
    )


class SelectionForm(forms.Form):
    minimum_turnover_eur = DecimalField(
        label="Chiffre d’affaires annuel minimal",
        unit="€",
        width="14",
        required=False,
        min_value=ZERO,
        max_digits=14,
        decimal_places=2,
        help_text="Vide si aucun n’est exigé. Au plus 1,5 fois la valeur estimée du lot (R. 2142-7).",
    )
    minimum_turnover_reason = paragraph(
        "Justification d’un chiffre d’affaires plus élevé",
        "Liée à l’objet du marché ou à son exécution ; publiée (R. 2142-7).",
        rows=3,
    )


class EssForm(forms.Form):
    reserved = forms.BooleanField(
        label="Lot réservé aux entreprises de l’économie sociale et solidaire",
        required=False,
        help_text="L’avis doit viser les articles L. 2113-15 et L. 2113-16 (R. 2113-8).",
    )
    scope = forms.ChoiceField(
        label="Dans un groupement, qui doit avoir la qualité ESS",
        choices=EssScope.choices,
        widget=forms.RadioSelect,
        help_text="Le code ne le dit pas : la consultation le fixe.",
    )


class SubcontractingForm(forms.Form):
    allowed = forms.BooleanField(
        label="Sous-traitance admise pour une partie des prestations",
        required=False,
        help_text="La sous-traitance totale est toujours interdite (L. 2193-2, L. 2193-3).",
    )
    maximum_share = PercentField(
        label="Part maximale du montant",
        required=False,
        help_text="Vide s’il n’y a pas de plafond chiffré.",
    )


class AbandonForm(forms.Form):
    reason = forms.CharField(
        label="Motif de la déclaration sans suite",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Un motif d’intérêt général, précis : il est dit aux participants et affiché (R. 2185-2).",
    )
