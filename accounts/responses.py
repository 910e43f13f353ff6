"""The answer to somebody who tries too often."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .throttling import seconds_to_wait


def too_many_requests(request: HttpRequest, seconds: int = 0) -> HttpResponse:
    """Answer 429 with the time to wait, in words and in the Retry-After header."""
    wait = seconds or seconds_to_wait(request)
    response = render(request, "429.html", {"seconds": wait}, status=429)
    response["Retry-After"] = str(wait)
    return response
