"""The deposit page, and the reception of what it sends.

The page is one step: what counts in law is the end of the reception (R. 2151-5), so nothing may stand
between the last byte and the receipt. Until the deadline another deposit replaces this one.
"""

import logging
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from accounts.models import Organisation, User
from audit.clock import database_now
from tenders.lot_ends import refusal
from tenders.models import Tender

from .. import services
from ..enums import AttemptOutcome, SubmissionState
from ..errors import DepositRefused, KeyReused
from ..forms import DepositForm
from ..incoming import MAX_FILES
from ..models import DepositAttempt, Submission
from ..permissions import bidding_organisations
from ..receiving import Body, Interrupted, read_body
from .common import person, public_tender

logger = logging.getLogger(__name__)

STALE_FORM = "Le formulaire avait expiré (jeton de sécurité) : la page a été rechargée pour un nouvel envoi."
BROKEN = "Une erreur du serveur a interrompu le dépôt."
STATUS_OF = {"too_large": 413, "no_space": 507, "key_reused": 409, "closed": 409, "interrupted": 400}


@dataclass(slots=True)
class Visit:
    """Who deposits, for whom, on which consultation; ``attempt`` while something is being sent."""

    user: User
    organisation: Organisation
    tender: Tender
    attempt: DepositAttempt | None = None

    def form(self, *args: object) -> DepositForm:
        lots = self.tender.lots.order_by("number")
        return DepositForm(*args, lots=[lot for lot in lots if not refusal(lot)])

    def current(self) -> Submission | None:
        """Return the deposit that a new one would replace."""
        mine = Submission.objects.filter(tender=self.tender, organisation=self.organisation)
        return mine.filter(state=SubmissionState.RECEIVED).select_related("receipt").first()


# The body is read by receive(), after the attempt was noted: CSRF is checked there, and not before.
@csrf_exempt
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def deposit(request: HttpRequest, reference: str) -> HttpResponse:
    tender = public_tender(reference)
    organisations = bidding_organisations(request.user)
    if not organisations:
        return render(request, "bids/no_organisation.html", {"tender": tender}, status=403)
    organisation = chosen(request, organisations)
    if organisation is None:
        choices = {"tender": tender, "organisations": organisations}
        return render(request, "bids/choose_organisation.html", choices)
    visit = Visit(person(request), organisation, tender)
    return receive(request, visit) if request.method == "POST" else page(request, visit)


def chosen(request: HttpRequest, organisations: list[Organisation]) -> Organisation | None:
    """Return the only organisation or the one that the address names; None: still to be chosen."""
    wanted = request.GET.get("organisation")
    if wanted is None:
        return organisations[0] if len(organisations) == 1 else None
    for organisation in organisations:
        if str(organisation.pk) == wanted:
            return organisation
    raise Http404


def receive(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Note the attempt, read the body, deposit; whatever happens the attempt has its end."""
    attempt = visit.attempt = services.start_attempt(
        actor=visit.user, organisation=visit.organisation, tender=visit.tender
    )
    body = Body(request, lambda received: services.note_progress(attempt=attempt, received_bytes=received))
    end = AttemptOutcome.FAILED, BROKEN
    try:
        read_body(request, body)
        response = take(request, visit)
        end = AttemptOutcome.REFUSED, STALE_FORM
    except DepositRefused as error:
        cut = isinstance(error, Interrupted)
        end = AttemptOutcome.FAILED if cut else AttemptOutcome.REFUSED, error.reason
        response = page(request, visit, refusal=error)
    finally:
        # Does nothing when the deposit's own transaction already told the end.
        services.end_attempt(attempt=attempt, outcome=end[0], reason=end[1], received_bytes=body.received)
    return response


@csrf_protect
def take(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Deposit what the form holds and lead to the receipt. Raises DepositRefused."""
    form = visit.form(request.POST, request.FILES)
    if not form.is_valid():
        raise DepositRefused(form_errors(form))
    attempt = visit.attempt
    assert attempt is not None
    submission = services.deposit(
        actor=visit.user,
        organisation=visit.organisation,
        tender=visit.tender,
        files=form.incoming_files(),
        idempotency_key=form.cleaned_data["key"],
        started_at=attempt.started_at,
        attempt=attempt,
    )
    if submission.received_at < attempt.started_at:
        messages.info(request, "Ce dépôt avait déjà été reçu : voici son accusé.")
    return redirect("bids:receipt", submission.pk)


def form_errors(form: DepositForm) -> str:
    """Return everything that is wrong, each with the name of its field."""
    return " ".join(
        f"{form.label_of(name)}{error}" for name, errors in form.errors.items() for error in errors
    )


def page(request: HttpRequest, visit: Visit, refusal: DepositRefused | None = None) -> HttpResponse:
    """Show the form, and above it why the last sending was refused."""
    now = database_now()
    tender = visit.tender
    context = {
        "tender": tender,
        "organisation": visit.organisation,
        "form": visit.form(),
        "now": now,
        "late": tender.deadline_at is not None and now > tender.deadline_at,
        "closed": tender.state not in {"published"},
        "current": visit.current(),
        "refusal": refusal,
        "reused": isinstance(refusal, KeyReused),
        "max_bytes": settings.MAX_DEPOSIT_BYTES,
        "max_workbook_bytes": settings.MAX_WORKBOOK_BYTES,
        "max_files": MAX_FILES,
    }
    status = STATUS_OF.get(refusal.code or "", 422) if refusal else 200
    return render(request, "bids/deposit.html", context, status=status)
