"""Who asks for the page."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from ..models import User


def signed_in(request: HttpRequest) -> User:
    """Return the person behind a request that only signed-in people can make."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
