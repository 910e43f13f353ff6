"""What anyone sees: the list of consultations, each of them, and the CPV codes."""

from datetime import datetime

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.views.generic import View

from audit.clock import database_now

from .. import hub
from ..exchanges.deadlines import questions_close_at
from ..forms.search import SearchForm
from ..models import CpvCode, Tender, TenderVersion
from ..models.tender import TenderQuerySet
from ..permissions import can_manage, may_bid
from ..presentation import lot_pages, public_state

PAGE_SIZE = 20
SUGGESTIONS = 12


class PublicList(View):
    """Published consultations, the nearest deadline first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        now = database_now()
        form = SearchForm(request.GET or None)
        page = Paginator(self.found(form, now), PAGE_SIZE).get_page(request.GET.get("page"))
        rows = [(tender, public_state(tender, now)) for tender in page]
        context = {"form": form, "page": page, "rows": rows, "now": now}
        return render(request, "tenders/public_list.html", context)

    def found(self, form: SearchForm, now: datetime) -> TenderQuerySet:
        public = Tender.objects.public().select_related("buyer")
        return form.filtered(public.prefetch_related("lots__main_cpv", "lots__ess_clause"), now)


class PublicDetail(View):
    """A published consultation; a draft does not exist here."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        tender = get_object_or_404(Tender.objects.public().select_related("buyer"), reference=reference)
        now = database_now()
        version = TenderVersion.objects.filter(tender=tender).last()
        context = {
            "tender": tender,
            "state": public_state(tender, now),
            "open": tender.accepts_deposits_at(now),
            "may_bid": may_bid(request.user),
            "now": now,
            "pages": lot_pages(tender),
            "questions_close_at": questions_close_at(tender),
            "can_manage": can_manage(request.user, tender),
            "panels": [(panel, self.drawn(tender, panel)) for panel in self.panels(tender)],
            "version": version,
            "former": version.number - 1 if version else 0,
        }
        return render(request, "tenders/public_detail.html", context)

    def panels(self, tender: Tender) -> list[hub.DrawnPanel]:
        return hub.public_panels_for(tender, self.request.user)

    def drawn(self, tender: Tender, panel: hub.DrawnPanel) -> str:
        context = {"tender": tender, "panel": panel, **panel.context}
        return render_to_string(panel.template, context, request=self.request)


class CpvSearch(View):
    """The vocabulary by word or code, for those without suggestions."""

    def get(self, request: HttpRequest) -> HttpResponse:
        query = request.GET.get("q", "").strip()
        codes = CpvCode.objects.search(query) if query else CpvCode.objects.filter(code__endswith="000000")
        page = Paginator(codes, 50).get_page(request.GET.get("page"))
        return render(request, "tenders/cpv_search.html", {"page": page, "query": query})


class CpvSuggestions(View):
    """Answers the combobox: `[{"value", "label", "hint"}]`, best first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        query = request.GET.get("q", "").strip()[:100]
        found = CpvCode.objects.search(query)[:SUGGESTIONS] if query else []
        answer = [{"value": str(code), "label": code.label_fr, "hint": code.code} for code in found]
        return JsonResponse(answer, safe=False)
