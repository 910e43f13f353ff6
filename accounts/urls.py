"""The pages of one's account; those of sign-in are in sign_in_urls."""

from django.urls import path

from .views.invitations import InvitationView
from .views.members import MembersView, RevokeRoleView, WithdrawInvitationView
from .views.profile import ProfileView, RenameView
from .views.registration import register
from .views.tokens import RevokeTokenView, TokensView

app_name = "accounts"

urlpatterns = [
    path("", ProfileView.as_view(), name="profile"),
    path("nom/", RenameView.as_view(), name="rename"),
    path("inscription/", register, name="register"),
    path("invitations/<str:token>/", InvitationView.as_view(), name="invitation"),
    path("organisations/<int:organisation_id>/membres/", MembersView.as_view(), name="members"),
    path(
        "organisations/<int:organisation_id>/membres/<int:membership_id>/retirer/",
        RevokeRoleView.as_view(),
        name="revoke_role",
    ),
    path(
        "organisations/<int:organisation_id>/invitations/<int:invitation_id>/retirer/",
        WithdrawInvitationView.as_view(),
        name="withdraw_invitation",
    ),
    path("jetons/", TokensView.as_view(), name="tokens"),
    path("jetons/<slug:start>/revoquer/", RevokeTokenView.as_view(), name="revoke_token"),
]
