"""The living style page, in development and in demonstration only, and the accessibility statement."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ui import samples
from ui.components import Progress


def _only_where_shown() -> None:
    if not (settings.DEBUG or getattr(settings, "DEMO", False)):
        raise Http404


@require_safe
def style_page(request: HttpRequest) -> HttpResponse:
    """Every component on one page."""
    _only_where_shown()
    return render(request, "ui/style.html", samples.context(timezone.now()))


@require_safe
def sample_progress(request: HttpRequest) -> JsonResponse:
    """A work that never ends, so that the page can be looked at."""
    _only_where_shown()
    return JsonResponse(Progress("Calcul de la capacité de l’offre 3", done=3, total=5).as_json())


@require_safe
def sample_suggestions(request: HttpRequest) -> JsonResponse:
    _only_where_shown()
    known = [("79512000-6", "Centre d’appels"), ("79511000-9", "Services d’opérateur téléphonique")]
    query = request.GET.get("q", "").casefold()
    found = [(code, label) for code, label in known if query in f"{code} {label}".casefold()]
    return JsonResponse([{"value": code, "label": label, "hint": code} for code, label in found], safe=False)


@require_POST
def sample_autosave(request: HttpRequest) -> JsonResponse:
    """Says that the draft is saved; an object that holds « refus » is refused, to show how that looks."""
    _only_where_shown()
    if "refus" in request.POST.get("title", ""):
        return JsonResponse({"message": "Objet : ce mot est refusé par l’exemple."}, status=422)
    return JsonResponse({"saved_at": timezone.now().isoformat()})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/accessibility.html")
