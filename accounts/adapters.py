"""How sign-in and sign-up behave here (django-allauth's hooks)."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse

from .errors import EMAIL_TAKEN
from .responses import too_many_requests
from .throttling import seconds_to_wait


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """allauth's own behaviour in this site's words."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Ce compte est désactivé.",
        "cannot_remove_primary_email": "L’adresse principale ne peut pas être retirée.",
        "duplicate_email": "Cette adresse est déjà l’une des vôtres.",
        "email_password_mismatch": "L’adresse ou le mot de passe est inexact.",
        "email_taken": EMAIL_TAKEN,
        "enter_current_password": "Ce n’est pas votre mot de passe actuel.",
        "incorrect_code": "Ce code est inexact, ou il vient d’expirer.",
        "incorrect_password": "Ce mot de passe est inexact.",
        "too_many_login_attempts": "Trop d’essais : attendez quelques minutes avant de recommencer.",
        "unverified_primary_email": "L’adresse principale doit être vérifiée.",
        "rate_limited": "Trop de demandes : attendez une minute avant de recommencer.",
    }

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Answer too many wrong passwords with the page that says how long to wait."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            key = self._get_login_attempts_cache_key(request, **credentials)
            seconds = seconds_to_wait(request, "login_failed", key)
            raise ImmediateHttpResponse(too_many_requests(request, seconds)) from error

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:profile")


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "add_email_blocked": "Désactivez d’abord la double authentification pour ajouter une adresse.",
        "cannot_delete_authenticator": "La double authentification de ce compte ne peut pas être désactivée.",
        "cannot_generate_recovery_codes": "Les codes de secours viennent avec la double authentification : "
        "activez-la d’abord.",
        "incorrect_code": "Ce code est inexact, ou il vient d’expirer.",
        "unverified_email": "Vérifiez d’abord votre adresse électronique : le lien est dans le message "
        "que vous avez reçu. Sans cela, vous pourriez perdre l’accès à votre compte.",
    }
