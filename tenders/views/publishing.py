"""Check, read again, confirm, publish."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from audit.clock import database_now

from .. import services
from ..checks import problems_of
from ..errors import PublicationRefused
from ..presentation import lot_pages, problem_url
from ..proposal import Choice
from ..review import tender_rows
from .drafting import DraftPage


class PublicationPage(DraftPage):
    """A page of a first publication: a working copy is compared and published on its amendment's page."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            published = self.find(str(kwargs["reference"])).amends
            if published:
                return redirect("tenders:amendment", published.reference)
        return super().dispatch(request, *args, **kwargs)


class ReviewTender(PublicationPage):
    """« Vérifier et publier »: everything that will be frozen, every problem with a link to its control."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        now = database_now()
        linked = [(problem, problem_url(self.tender, problem)) for problem in problems_of(self.tender, now)]
        context = {
            "tender": self.tender,
            "rows": tender_rows(self.tender),
            "choice": Choice.read(self.tender, now),
            "pages": lot_pages(self.tender),
            "blocking": [(problem, url) for problem, url in linked if problem.blocks],
            "warnings": [(problem, url) for problem, url in linked if not problem.blocks],
            "now": now,
        }
        return render(request, "tenders/review.html", context)


class PublishTender(PublicationPage):
    """The confirmation: what is frozen from here on."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        now = database_now()
        problems = problems_of(self.tender, now)
        if any(problem.blocks for problem in problems):
            messages.error(
                request, "La consultation ne peut pas encore être publiée : voyez les points à corriger."
            )
            return redirect("tenders:review", reference)
        context = {
            "tender": self.tender,
            "lots": self.tender.lots.order_by("number"),
            "warnings": problems,
            "now": now,
            "cancel_url": "../",
            "confirm_tone": "primary",
        }
        return render(request, "tenders/publish.html", context)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        try:
            services.publish_tender(actor=self.user, tender=self.tender, now=database_now())
        except PublicationRefused:
            messages.error(request, "La consultation n’a pas été publiée : voyez les points à corriger.")
            return redirect("tenders:review", reference)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, f"La consultation {reference} est publiée. Son contenu est figé.")
        return redirect("tenders:officer_detail", reference)
