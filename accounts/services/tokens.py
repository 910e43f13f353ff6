"""The tokens with which an auditor's programs read the API. Only their hash is kept (django-rest-knox)."""

from datetime import timedelta

from django.db import transaction
from knox.models import AuthToken

from ..errors import AlreadyDoneError, TokenRefusedError
from ..models import User
from ..permissions import may_hold_tokens
from ..signals import token_created, token_revoked

TOKENS_AT_MOST = 10
#: What a person may choose, in days.
LIFETIMES_DAYS = (30, 90, 365)


@transaction.atomic
def create_token(*, actor: User, days: int) -> tuple[AuthToken, str]:
    """Return the stored token and its secret, which nobody can read again.

    Raises TokenRefusedError when the person is no auditor, holds ten tokens, or asks for another lifetime.
    """
    owner = User.objects.select_for_update().get(pk=actor.pk)
    if not may_hold_tokens(owner):
        raise TokenRefusedError("Seuls les auditeurs disposent d’un accès par jeton.")
    if days not in LIFETIMES_DAYS:
        raise TokenRefusedError("Choisissez une durée de 30, 90 ou 365 jours.")
    if AuthToken.objects.filter(user=owner).count() >= TOKENS_AT_MOST:
        raise TokenRefusedError(f"Vous avez déjà {TOKENS_AT_MOST} jetons : révoquez-en un d’abord.")
    token, secret = AuthToken.objects.create(owner, expiry=timedelta(days=days))
    token_created.send(AuthToken, token=token, actor=actor)
    return token, secret


@transaction.atomic
def revoke_token(*, token: AuthToken, actor: User | None) -> None:
    """Make the token useless at once. Raises AlreadyDoneError when it is already gone."""
    deleted, _ = AuthToken.objects.filter(pk=token.pk).delete()
    if not deleted:
        raise AlreadyDoneError("Ce jeton est déjà révoqué.")
    token_revoked.send(AuthToken, token=token, actor=actor)


def revoke_all_tokens(*, user: User, actor: User | None) -> None:
    """Revoke what a person holds who is no longer an auditor."""
    for token in AuthToken.objects.filter(user=user):
        revoke_token(token=token, actor=actor)
