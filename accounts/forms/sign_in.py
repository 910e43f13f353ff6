"""allauth's forms in this site's words: labels that say what is expected, no placeholder to repeat them."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.forms import BaseForm
from django.utils.html import format_html, format_html_join

PASSWORD_RULES = format_html(
    "<ul>{}</ul>",
    format_html_join(
        "",
        "<li>{}</li>",
        [
            ("12 caractères au moins.",),
            ("Ni votre nom, ni votre adresse, ni un mot de passe courant.",),
        ],
    ),
)
CODE_ATTRS = {"inputmode": "numeric", "data-width": "10"}


def reword(form: BaseForm, labels: dict[str, str]) -> None:
    """Give the named fields these labels, and take away every placeholder."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        field.label = labels.get(name, field.label)


def reword_new_password(form: BaseForm) -> None:
    """Name the pair of fields in which a new password is typed twice."""
    reword(form, {"password1": "Nouveau mot de passe", "password2": "Le même mot de passe, une seconde fois"})
    form.fields["password1"].help_text = PASSWORD_RULES


class LoginForm(account.LoginForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, {"login": "Adresse électronique", "password": "Mot de passe"})
        self.fields["password"].help_text = ""
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ReauthenticateForm(account.ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, {"password": "Mot de passe"})


class ChangePasswordForm(account.ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword_new_password(self)
        reword(self, {"oldpassword": "Mot de passe actuel"})


class ResetPasswordForm(account.ResetPasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, {"email": "Adresse électronique du compte"})


class ResetPasswordKeyForm(account.ResetPasswordKeyForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword_new_password(self)


class AddEmailForm(account.AddEmailForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, {"email": "Nouvelle adresse électronique"})


class AuthenticateForm(mfa.AuthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, {"code": "Code de l’application, ou code de secours"})
        self.fields["code"].widget.attrs.update(CODE_ATTRS)


class ReauthenticateCodeForm(mfa.ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, {"code": "Code de l’application, ou code de secours"})
        self.fields["code"].widget.attrs.update(CODE_ATTRS)


class ActivateTOTPForm(totp.ActivateTOTPForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, {"code": "Code à six chiffres affiché par l’application"})
        self.fields["code"].widget.attrs.update(CODE_ATTRS)


class AddWebAuthnForm(webauthn.AddWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, {"name": "Nom de la clé"})
        self.fields["name"].help_text = "Pour la reconnaître plus tard : « clé du bureau », « téléphone »."


class EditWebAuthnForm(webauthn.EditWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, {"name": "Nom de la clé"})
