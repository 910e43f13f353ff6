"""The forms of an organisation's members, of an invited person, and of one's own name."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from ..enums import ROLES_OF_KIND, Role
from ..models import Organisation, User
from .registration import text_input
from .sign_in import PASSWORD_RULES


class InvitationForm(forms.Form):
    """Whom to invite, and as what."""

    email = forms.EmailField(label="Adresse électronique", widget=forms.EmailInput({"autocomplete": "off"}))
    roles = forms.MultipleChoiceField(
        label="Rôles",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Cochez au moins un rôle."},
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = ROLES_OF_KIND[organisation.kind]
        roles = self.fields["roles"]
        assert isinstance(roles, forms.MultipleChoiceField)
        roles.choices = [(role.value, role.label) for role in Role if role in allowed]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def chosen_roles(self) -> list[Role]:
        return [Role(role) for role in self.cleaned_data["roles"]]


class NameForm(forms.Form):
    full_name = forms.CharField(label="Nom et prénom", max_length=200, widget=text_input("name"))


class NewcomerForm(NameForm):
    """What an invited person without an account adds to the address they were invited at."""

    password1 = forms.CharField(
        label="Mot de passe",
        strip=False,
        help_text=PASSWORD_RULES,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label="Le même mot de passe, une seconde fois",
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password1(self) -> str:
        password = str(self.cleaned_data["password1"])
        validate_password(password, User(email=self.email, full_name=self.cleaned_data.get("full_name", "")))
        return password

    def clean_password2(self) -> str:
        password = str(self.cleaned_data["password2"])
        if password != self.cleaned_data.get("password1", password):
            raise forms.ValidationError("Les deux mots de passe diffèrent.")
        return password
