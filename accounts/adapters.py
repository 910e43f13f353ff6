"""How sign-in and sign-up behave here (django-allauth's hook)."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """allauth's own behaviour; organisations are registered by accounts.services."""
