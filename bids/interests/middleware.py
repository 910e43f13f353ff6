"""Leads to the declarations whoever asked for a bid without having signed: no dead end."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode

from .errors import DeclarationNeeded

NOT_DONE = "Rien n’a été enregistré : signez d’abord vos déclarations d’intérêts, puis recommencez."


class SendToDeclarations:
    """Answers DeclarationNeeded: programs get 403 and the reason, people the page where they sign."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, DeclarationNeeded):
            return None
        if request.path.endswith(".json"):
            return JsonResponse({"message": str(exception)}, status=403)
        if request.method == "POST":
            messages.warning(request, NOT_DONE)
            return HttpResponseRedirect(address(exception))
        return HttpResponseRedirect(f"{address(exception)}?{urlencode({'suite': request.get_full_path()})}")


def address(exception: DeclarationNeeded) -> str:
    return reverse("bids:interests", args=[exception.tender.reference])
