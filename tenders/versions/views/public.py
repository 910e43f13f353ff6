"""What anyone reads: every version, and two of them side by side."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.generic import View

from ...models import Tender, TenderVersion
from ..comparison import changes_between
from ..moments import moments_between


class VersionList(View):
    """The versions of a published consultation, the one in force first."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        tender = public_tender(reference)
        versions = list(TenderVersion.objects.filter(tender=tender).order_by("-number"))
        rows = [(version, version.number - 1) for version in versions]
        context = {"tender": tender, "rows": rows, "count": len(versions)}
        return render(request, "tenders/versions/list.html", context)


class CompareVersions(View):
    """Two versions side by side, the former on the left."""

    def get(self, request: HttpRequest, reference: str, first: int, second: int) -> HttpResponse:
        tender = public_tender(reference)
        if first >= second:
            raise Http404("La première version citée précède la seconde.")
        former, later = (get_object_or_404(TenderVersion, tender=tender, number=n) for n in (first, second))
        between = TenderVersion.objects.filter(tender=tender, number__gt=first, number__lte=second)
        context = {
            "tender": tender,
            "former": former,
            "later": later,
            "reasons": between.order_by("number"),
            "changes": changes_between(former.content, later.content),
            "moments": moments_between(former, later),
            "versions": TenderVersion.objects.filter(tender=tender).order_by("number"),
        }
        return render(request, "tenders/versions/compare.html", context)


def public_tender(reference: str) -> Tender:
    return get_object_or_404(Tender.objects.public().select_related("buyer"), reference=reference)
