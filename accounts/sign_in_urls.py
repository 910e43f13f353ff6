"""The pages of django-allauth that this site has, and no other: an address not listed does not exist.

The names are allauth's, which finds its own pages by them.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import include, path, re_path
from django.views.generic import RedirectView

to_registration = RedirectView.as_view(pattern_name="accounts:register", query_string=True)

password_urls = [
    path("", account.password_change, name="account_change_password"),
    path("oublie/", account.password_reset, name="account_reset_password"),
    path("oublie/envoye/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^oublie/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "oublie/termine/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"
    ),
]

address_urls = [
    path("", account.email, name="account_email"),
    path("verification/", account.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^verification/(?P<key>[-:\w]+)/$", account.confirm_email, name="account_confirm_email"),
]

key_urls = [
    path("", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("ajouter/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("confirmer/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("<int:pk>/retirer/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("<int:pk>/renommer/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
]

two_step_urls = [
    path("", mfa.index, name="mfa_index"),
    path("connexion/", mfa.authenticate, name="mfa_authenticate"),
    path("confirmer/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("application/activer/", totp.activate_totp, name="mfa_activate_totp"),
    path("application/desactiver/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("codes/creer/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("codes/telecharger/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("cles/", include(key_urls)),
]

urlpatterns = [
    path("connexion/", account.login, name="account_login"),
    path("deconnexion/", account.logout, name="account_logout"),
    path("desactive/", account.account_inactive, name="account_inactive"),
    path("confirmer/", account.reauthenticate, name="account_reauthenticate"),
    path("creer/", to_registration, name="account_signup"),
    path("mot-de-passe/", include(password_urls)),
    path("adresses/", include(address_urls)),
    path("double-authentification/", include(two_step_urls)),
]
