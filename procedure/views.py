"""The first page: what the site is, and where each of its people begins."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin, UserPassesTestMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.generic import TemplateView, View

from accounts.enums import Role
from accounts.permissions import has_role, is_auditor, organisations_with_role
from audit.clock import database_now
from tenders.models import Tender
from tenders.permissions import READERS, can_manage

from .demo.continuation import NotReadyError, go_on, step_of
from .demo.known import FACTS
from .demo.which import CONTINUATION, STORIES
from .pages import due_lines

SHOWN = 5


class Home(TemplateView):
    """The open consultations nearest to their deadline, and a door for each role."""

    template_name = "procedure/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, user = database_now(), self.request.user
        reading = organisations_with_role(user, *READERS)
        drafting = organisations_with_role(user, Role.OFFICER)
        files = Tender.objects.in_files(drafting=drafting, reading=reading)
        return super().get_context_data(
            now=now,
            open_tenders=Tender.objects.open_at(now).select_related("buyer").order_by("deadline_at")[:SHOWN],
            own_tenders=files.order_by("-saved_at")[:SHOWN],
            reads_files=bool(reading),
            is_bidder=has_role(user, Role.BIDDER),
            is_auditor=has_role(user, Role.AUDITOR),
            **kwargs,
        )


class DemonstrationOnly(View):
    """What exists nowhere else than in the demonstration."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.DEMO:
            raise Http404("Cette page n’existe que dans la démonstration.")
        return super().dispatch(request, *args, **kwargs)


class Demonstration(DemonstrationOnly, TemplateView):
    """The stories of the demonstration, and what is known of the real one."""

    template_name = "procedure/demo/choice.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = [(story, story.tender()) for story in STORIES]
        reads = bool(organisations_with_role(self.request.user, *READERS)) or is_auditor(self.request.user)
        sequel = CONTINUATION.tender()
        may_go_on = sequel is not None and can_manage(self.request.user, sequel)
        step = step_of(sequel) if sequel else None
        context = {"stories": told, "facts": FACTS, "reads_files": reads}
        return super().get_context_data(may_go_on=may_go_on, step=step, **context, **kwargs)


class Sequel(LoginRequiredMixin, DemonstrationOnly):
    """Have the invented story told to its end, by an officer of the invented buyer."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Whoever had to sign in again before pressing comes here, and has pressed nothing yet."""
        return redirect("procedure:demonstration")

    def post(self, request: HttpRequest) -> HttpResponse:
        tender = CONTINUATION.tender()
        if tender is None or not can_manage(request.user, tender):
            raise PermissionDenied("Seul l’agent acheteur de la démonstration joue la suite.")
        try:
            award = go_on(tender)
        except NotReadyError as error:
            messages.warning(request, str(error))
            return redirect("procedure:demonstration")
        except ValidationError as error:
            messages.error(request, " ".join(["La suite n’a pas été jouée.", *error.messages]))
            return redirect("tenders:officer_detail", tender.reference)
        messages.success(request, f"Lot attribué à {award.bid.organisation} ; les lettres sont parties.")
        return redirect("tenders:officer_detail", tender.reference)


class DueList(LoginRequiredMixin, UserPassesTestMixin, TemplateView):
    """All that is due in the consultations of the person's buyers, the most pressing first."""

    template_name = "procedure/due.html"

    def test_func(self) -> bool:
        return has_role(self.request.user, *READERS)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        buyers = organisations_with_role(self.request.user, *READERS)
        tenders = Tender.objects.public().of_buyers(buyers)
        return super().get_context_data(lines=due_lines(tenders, database_now()), **kwargs)
