"""What anyone reads: every version, and two of them side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.generic import View

from ...models import Tender, TenderVersion


class VersionList(View):
    """The versions of a published consultation, the one in force first."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        tender = public_tender(reference)
        versions = TenderVersion.objects.filter(tender=tender).order_by("-number")
        context = {"tender": tender, "versions": versions}
        return render(request, "tenders/versions/list.html", context)


def public_tender(reference: str) -> Tender:
    return get_object_or_404(Tender.objects.public().select_related("buyer"), reference=reference)
