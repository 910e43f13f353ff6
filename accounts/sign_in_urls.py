"""The pages of django-allauth that this site has, and no other: an address not listed does not exist.

The names are allauth's, which finds its own pages by them.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView

from .views.framing import View, framed

to_registration = RedirectView.as_view(pattern_name="accounts:register", query_string=True)


def page(route: str, view: View, name: str) -> URLPattern:
    return path(route, framed(view), name=name)


password_urls: list[URLPattern] = [
    page("", account.password_change, "account_change_password"),
    page("oublie/", account.password_reset, "account_reset_password"),
    page("oublie/envoye/", account.password_reset_done, "account_reset_password_done"),
    re_path(
        r"^oublie/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        framed(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    page("oublie/termine/", account.password_reset_from_key_done, "account_reset_password_from_key_done"),
]

address_urls: list[URLPattern] = [
    page("", account.email, "account_email"),
    page("verification/", account.email_verification_sent, "account_email_verification_sent"),
    re_path(r"^verification/(?P<key>[-:\w]+)/$", framed(account.confirm_email), name="account_confirm_email"),
]

key_urls: list[URLPattern] = [
    page("", webauthn.list_webauthn, "mfa_list_webauthn"),
    page("ajouter/", webauthn.add_webauthn, "mfa_add_webauthn"),
    page("confirmer/", webauthn.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
    page("<int:pk>/retirer/", webauthn.remove_webauthn, "mfa_remove_webauthn"),
    page("<int:pk>/renommer/", webauthn.edit_webauthn, "mfa_edit_webauthn"),
]

two_step_urls: list[URLPattern | URLResolver] = [
    page("", mfa.index, "mfa_index"),
    page("connexion/", mfa.authenticate, "mfa_authenticate"),
    page("confirmer/", mfa.reauthenticate, "mfa_reauthenticate"),
    page("application/activer/", totp.activate_totp, "mfa_activate_totp"),
    page("application/desactiver/", totp.deactivate_totp, "mfa_deactivate_totp"),
    page("codes/", recovery_codes.view_recovery_codes, "mfa_view_recovery_codes"),
    page("codes/creer/", recovery_codes.generate_recovery_codes, "mfa_generate_recovery_codes"),
    page("codes/telecharger/", recovery_codes.download_recovery_codes, "mfa_download_recovery_codes"),
    path("cles/", include(key_urls)),
]

urlpatterns: list[URLPattern | URLResolver] = [
    page("connexion/", account.login, "account_login"),
    page("deconnexion/", account.logout, "account_logout"),
    page("desactive/", account.account_inactive, "account_inactive"),
    page("confirmer/", account.reauthenticate, "account_reauthenticate"),
    path("creer/", to_registration, name="account_signup"),
    path("mot-de-passe/", include(password_urls)),
    path("adresses/", include(address_urls)),
    path("double-authentification/", include(two_step_urls)),
]
