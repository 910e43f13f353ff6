"""django-allauth's pages inside the frame of this site."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]


def framed(view: View) -> View:
    """Take allauth's ``site`` out of the page's context: it would hide ours (name, navigation, version)."""

    @wraps(view)
    def framed_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if context := getattr(response, "context_data", None):
            context.pop("site", None)
        return response

    return framed_view
