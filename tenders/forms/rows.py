"""The rows of a draft's lists: lenient on what is missing, strict on nonsense."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.urls import reverse_lazy

from ..enums import Channel, CriterionKind, Distribution, Language, Level, Measure
from .fields import CpvField, DecimalField, PercentField, SubCriteriaField, WholeField

Choices = Sequence[tuple[str, str]]
EVERY_CHANNEL = [("", "Tous les canaux"), *Channel.choices]
EVERY_LANGUAGE = [("", "Toutes les langues"), *Language.choices]
EVERY_LEVEL = [("", "Tous les niveaux"), *Level.choices]
ZERO = Decimal(0)


class RowForm(forms.Form):
    """One row of a list; ``finer_fields`` are folded away until someone asks for them."""

    finer_title: ClassVar[str] = ""
    finer_fields: ClassVar[tuple[str, ...]] = ()

    def shows_finer_fields(self) -> bool:
        """Are they unfolded from the start? When one of them is wrong."""
        return any(name in self.errors for name in self.finer_fields)


class LotForm(RowForm):
    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label="Intitulé du lot", max_length=300, required=False)
    main_cpv = CpvField(
        label="Code CPV principal",
        required=False,
        suggestions_url=reverse_lazy("tenders:cpv_suggestions"),
        help_text="Un mot (« orientation ») ou les premiers chiffres (« 8531 »).",
    )
    description = forms.CharField(
        label="Description du lot", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    estimated_value_eur = DecimalField(
        label="Valeur estimée du lot",
        unit="€ HT",
        width="14",
        required=False,
        min_value=ZERO,
        max_digits=14,
        decimal_places=2,
        help_text="Utile à partir de deux lots : leur somme est la valeur estimée du besoin. Non publiée.",
    )


class ContactTypeForm(RowForm):
    finer_title = "Transfert, patience, rappels, dispersion"
    finer_fields = (
        "escalates_to",
        "escalation_share",
        "handle_time_cv",
        "handle_time_distribution",
        "patience_minutes",
        "hang_up_at_once_share",
        "redial_share",
        "redial_delay_minutes",
        "chat_concurrency",
        "due_hours",
    )

    code = forms.SlugField(required=False, max_length=40, widget=forms.HiddenInput)
    label = forms.CharField(
        label="Libellé", max_length=120, required=False, help_text="Par exemple : Appels, français, niveau 1."
    )
    channel = forms.ChoiceField(label="Canal", choices=Channel.choices)
    language = forms.ChoiceField(label="Langue", choices=Language.choices)
    level = forms.TypedChoiceField(label="Niveau", choices=Level.choices, coerce=int)
    annual_volume = WholeField(
        label="Volume annuel",
        unit="contacts",
        min_value=0,
        max_value=100_000_000,
        initial=0,
        help_text="0 pour un niveau qui ne reçoit que des transferts.",
    )
    handle_time_minutes = DecimalField(
        label="Durée moyenne de traitement",
        unit="min",
        min_value=ZERO,
        max_digits=6,
        decimal_places=2,
        initial=Decimal(10),
        help_text="Conversation et travail qui la suit, par contact.",
    )
    source_note = forms.CharField(
        label="Source des chiffres",
        max_length=300,
        required=False,
        help_text="D’où viennent ces chiffres ; « hypothèse » s’ils sont supposés.",
    )
    escalates_to = forms.ChoiceField(
        label="Transféré vers",
        required=False,
        help_text="Un autre type de ce lot. Enregistrez d’abord celui que vous venez d’ajouter.",
    )
    escalation_share = PercentField(
        label="Part transférée",
        initial=ZERO,
        help_text="Des contacts auxquels il est répondu, passés en direct à la fin du premier échange.",
    )
    handle_time_cv = DecimalField(
        label="Dispersion de la durée",
        min_value=ZERO,
        max_digits=4,
        decimal_places=2,
        initial=Decimal(1),
        width="5",
        help_text="Coefficient de variation : 0 si toutes durent autant, 1 est usuel.",
    )
    handle_time_distribution = forms.ChoiceField(
        label="Loi de la durée", choices=Distribution.choices, initial=Distribution.LOGNORMAL
    )
    patience_minutes = DecimalField(
        label="Patience moyenne",
        unit="min",
        min_value=ZERO,
        max_digits=6,
        decimal_places=2,
        initial=Decimal(4),
        help_text="Attente moyenne avant de raccrocher.",
    )
    hang_up_at_once_share = PercentField(
        label="Raccrochent aussitôt", initial=ZERO, help_text="De ceux qui ne trouvent personne de libre."
    )
    redial_share = PercentField(
        label="Rappellent", initial=ZERO, help_text="De ceux qui ont raccroché sans réponse."
    )
    redial_delay_minutes = DecimalField(
        label="Délai moyen avant de rappeler",
        unit="min",
        min_value=ZERO,
        max_digits=7,
        decimal_places=2,
        initial=Decimal(20),
    )
    chat_concurrency = WholeField(
        label="Sessions simultanées par agent",
        min_value=1,
        max_value=20,
        initial=1,
        width="4",
        help_text="1 au téléphone ; souvent 2 en tchat.",
    )
    due_hours = DecimalField(
        label="À traiter sous",
        unit="h",
        required=False,
        min_value=ZERO,
        max_digits=6,
        decimal_places=1,
        help_text="Pour un travail différable (rappel, courriel) ; vide sinon.",
    )

    def __init__(self, *args: Any, types: Choices = (), **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["escalates_to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Pas de transfert"), *types]


class ScopedForm(RowForm):
    """A measure and its scope, shared by requirements and criteria."""

    measure = forms.ChoiceField(label="Mesure", required=False, choices=[("", "Aucune"), *Measure.choices])
    channel = forms.ChoiceField(label="Canal", required=False, choices=EVERY_CHANNEL)
    language = forms.ChoiceField(label="Langue", required=False, choices=EVERY_LANGUAGE)
    level = forms.TypedChoiceField(
        label="Niveau", required=False, choices=EVERY_LEVEL, coerce=int, empty_value=None
    )
    within_seconds = WholeField(
        label="Délai de réponse",
        unit="s",
        width="5",
        required=False,
        min_value=1,
        max_value=86_400,
        help_text="Seulement pour une mesure « dans le délai ».",
    )


class RequirementForm(ScopedForm):
    label = forms.CharField(
        label="Exigence", max_length=200, required=False, help_text="Telle que les candidats la liront."
    )
    threshold_share = PercentField(
        label="Seuil minimal",
        required=False,
        help_text="Sans objet pour les heures sans personne en poste : il n’en est admis aucune.",
    )
    field_order = [
        "label",
        "measure",
        "threshold_share",
        "within_seconds",
        "channel",
        "language",
        "level",
    ]


class CriterionForm(ScopedForm):
    finer_title = "Ce qui est mesuré (critère de capacité)"
    finer_fields = (
        "measure",
        "within_seconds",
        "floor_share",
        "target_share",
        "channel",
        "language",
        "level",
    )
    field_order = ["name", "kind", "weight", *finer_fields, "sub_criteria"]

    name = forms.CharField(label="Critère", max_length=200, required=False)
    kind = forms.ChoiceField(
        label="Nature",
        choices=CriterionKind.choices,
        help_text="Elle décide de la méthode de notation.",
    )
    weight = DecimalField(
        label="Poids",
        unit="%",
        width="5",
        min_value=ZERO,
        max_value=Decimal(100),
        max_digits=5,
        decimal_places=2,
        initial=ZERO,
    )
    floor_share = PercentField(label="Seuil noté 0", required=False)
    target_share = PercentField(label="Objectif noté au maximum", required=False)
    sub_criteria = SubCriteriaField(
        label="Sous-critères",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Un par ligne : intitulé ; poids dans le critère. Ils totalisent 100 dans le critère et ne "
        "s’ajoutent pas aux autres poids.",
    )

    def shows_finer_fields(self) -> bool:
        return self["kind"].value() == CriterionKind.CAPACITY or super().shows_finer_fields()


class EssentialTaskForm(forms.Form):
    label = forms.CharField(label="Tâche", max_length=200, required=False)
    channel = forms.ChoiceField(label="Canal", required=False, choices=EVERY_CHANNEL)
    language = forms.ChoiceField(label="Langue", required=False, choices=EVERY_LANGUAGE)
    level = forms.TypedChoiceField(
        label="Niveau", required=False, choices=EVERY_LEVEL, coerce=int, empty_value=None
    )


class PriceLineForm(forms.Form):
    code = forms.SlugField(required=False, max_length=40, widget=forms.HiddenInput)
    label = forms.CharField(label="Désignation", max_length=200, required=False)
    unit = forms.CharField(label="Unité", max_length=60, required=False)
    quantity = DecimalField(
        label="Quantité estimée",
        width="10",
        min_value=Decimal("0.01"),
        max_digits=14,
        decimal_places=2,
    )
    contact_type = forms.ChoiceField(label="Type de contact", required=False)

    def __init__(self, *args: Any, types: Choices = (), **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["contact_type"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Aucun en particulier"), *types]
