"""A bidder's registration: the person and the organisation they bid for."""

from typing import Any

from allauth.account.forms import SignupForm
from django import forms
from django.http import HttpRequest

from ..enums import LegalFamily
from ..errors import SiretTakenError
from ..models import Organisation, User
from ..services import OrganisationData, register_operator
from ..validators import normalise_siret
from .sign_in import PASSWORD_RULES, reword

FAMILY_HINT = (
    "Associations, coopératives, mutuelles et fondations appartiennent à l’économie sociale et solidaire "
    "(ESS) par leur forme. Une société commerciale y appartient si elle est immatriculée avec la mention ESS."
)


def text_input(autocomplete: str, **attrs: str) -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": autocomplete, **attrs})


class OrganisationForm(forms.Form):
    """What an economic operator says of itself."""

    siret = forms.CharField(
        label="SIRET",
        max_length=30,
        help_text="14 chiffres ; les espaces ne comptent pas. Il figure sur l’avis de situation de l’INSEE.",
        widget=text_input("off", inputmode="numeric", **{"data-width": "20"}),
    )
    legal_name = forms.CharField(
        label="Dénomination",
        max_length=200,
        widget=text_input("organization"),
        help_text="Celle des statuts.",
    )
    legal_family = forms.ChoiceField(
        label="Forme juridique",
        choices=[("", "Choisissez"), *LegalFamily.choices],
        help_text=FAMILY_HINT,
    )
    ess_evidence = forms.CharField(
        label="Preuve de la qualité ESS",
        max_length=300,
        required=False,
        help_text="Numéro RNA, mention ESS au registre, agrément, statuts : ce qui permet à l’acheteur de la "
        "vérifier. Laissez vide si votre organisation n’appartient pas à l’ESS.",
    )
    street = forms.CharField(label="Adresse", max_length=200, widget=text_input("street-address"))
    postal_code = forms.CharField(
        label="Code postal", max_length=10, widget=text_input("postal-code", **{"data-width": "8"})
    )
    city = forms.CharField(label="Commune", max_length=100, widget=text_input("address-level2"))

    def clean_siret(self) -> str:
        siret = normalise_siret(self.cleaned_data["siret"])
        if Organisation.objects.filter(siret=siret).exists():
            raise forms.ValidationError(SiretTakenError().error_dict["siret"])
        return siret

    def clean_ess_evidence(self) -> str:
        evidence = str(self.cleaned_data["ess_evidence"])
        if self.cleaned_data.get("legal_family") == LegalFamily.COMMERCIAL_ESS and not evidence:
            # Loi n° 2014-856 du 31 juillet 2014, art. 1, II, 2°: by statutes and register.
            raise forms.ValidationError(
                "Une société commerciale n’appartient à l’ESS que par la mention portée au registre : "
                "indiquez-la, avec le greffe et le numéro."
            )
        return evidence

    def organisation(self) -> OrganisationData:
        """Return what was typed, once it is valid."""
        names = OrganisationForm.base_fields
        return OrganisationData(**{name: self.cleaned_data[name] for name in names})


class RegistrationForm(OrganisationForm, SignupForm):  # type: ignore[misc]  # allauth has no types
    """The person and their organisation on one page, created together."""

    full_name = forms.CharField(label="Nom et prénom", max_length=200, widget=text_input("name"))
    field_order = ("full_name", "email", "password1", "password2", *OrganisationForm.base_fields)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, {"email": "Adresse électronique", "password1": "Mot de passe"})
        self.fields["password1"].help_text = PASSWORD_RULES
        self.fields["password2"].label = "Le même mot de passe, une seconde fois"
        self.fields["email"].help_text = "Elle sert à vous connecter et à vous écrire."

    def save(self, request: HttpRequest) -> User:
        """Create both or neither. Raises EmailTakenError or SiretTakenError when somebody was quicker."""
        return register_operator(
            email=self.cleaned_data["email"],
            password=self.cleaned_data["password1"],
            full_name=self.cleaned_data["full_name"],
            organisation=self.organisation(),
        )
