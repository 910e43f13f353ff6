"""The buyer's pages: questions received, answers, corrections, dismissals, register of withdrawals."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from audit.clock import database_now

from ...models import Lot, Tender
from ...permissions import is_public
from ...views.access import BuyerPage, OfficerPage
from .. import services
from ..enums import DismissalReason
from ..forms import DismissForm, WordingForm
from ..models import Answer, Question
from ..pages import Exchanges, ReceivedQuestion, as_received, lot_label
from ..permissions import can_answer, can_name_withdrawals, can_read_questions, can_see_withdrawals
from ..register import counts, named
from .common import refuse

LONGEST_NUMBER = 9


@method_decorator(never_cache, name="dispatch")
class ReceivedQuestions(BuyerPage):
    """What was asked, what was answered."""

    def allows(self, tender: Tender) -> bool:
        return can_read_questions(self.request.user, tender)

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        context = {
            "tender": self.tender,
            "page": Exchanges(self.tender, database_now()),
            "may_answer": can_answer(request.user, self.tender),
        }
        return render(request, "tenders/exchanges/received_questions.html", context)


@method_decorator(never_cache, name="dispatch")
class AnswerPage(OfficerPage):
    """A page where an officer writes what all will read, or what one author will."""

    def allows(self, tender: Tender) -> bool:
        return is_public(tender) and super().allows(tender)

    def back(self) -> HttpResponse:
        return redirect("tenders:received_questions", self.tender.reference)

    def page(self, template: str, form: Any, status: int = 200, **context: Any) -> HttpResponse:
        page = Exchanges(self.tender, database_now())
        shown = {"tender": self.tender, "form": form, "page": page, **context}
        return render(self.request, template, shown, status=status)


class WordingPage(AnswerPage):
    """A page with what everybody will read."""

    def form(self, data: Any = None, initial: Any = None) -> WordingForm:
        is_late = Exchanges(self.tender, database_now()).is_late
        return WordingForm(data, tender=self.tender, is_late=is_late, initial=initial)


class AnswerQuestions(WordingPage):
    """One answer to the questions that ``?question=…`` numbers."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        chosen = self.chosen()
        if not chosen or not all(one.is_pending for one in chosen):
            messages.error(request, "Choisissez des questions sans réponse, puis répondez.")
            return self.back()
        return self.shown(self.form(initial=proposed(self.tender, chosen)))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.shown(form, 422)
        try:
            answer = services.publish_answer(
                tender=self.tender,
                numbers=[one.number for one in self.chosen()],
                wording=form.wording(),
                actor=self.user,
                now=database_now(),
            )
        except ValidationError as error:
            refuse(form, error)
            return self.shown(form, 409)
        return published(request, self.tender, answer)

    def chosen(self) -> list[ReceivedQuestion]:
        typed = self.request.GET.getlist("question")
        numbers = {
            int(one) for one in typed if one.isascii() and one.isdigit() and len(one) <= LONGEST_NUMBER
        }
        found = Question.objects.filter(tender=self.tender, number__in=numbers).select_related(
            "lot", "answer"
        )
        return [as_received(one) for one in found.order_by("number")]

    def shown(self, form: WordingForm, status: int = 200) -> HttpResponse:
        return self.page("tenders/exchanges/answer.html", form, status, chosen=self.chosen())


class CorrectAnswer(WordingPage):
    """A new answer in the place of a published one."""

    def get(self, request: HttpRequest, reference: str, number: int) -> HttpResponse:
        answer = self.answer(number)
        initial = {"question": answer.question, "text": answer.text, "lot": answer.lot_id}
        return self.corrected(answer, self.form(initial=initial))

    def post(self, request: HttpRequest, reference: str, number: int) -> HttpResponse:
        answer, form = self.answer(number), self.form(request.POST)
        if not form.is_valid():
            return self.corrected(answer, form, 422)
        try:
            newer = services.correct_answer(
                answer=answer, wording=form.wording(), actor=self.user, now=database_now()
            )
        except ValidationError as error:
            refuse(form, error)
            return self.corrected(answer, form, 409)
        return published(request, self.tender, newer)

    def answer(self, number: int) -> Answer:
        return get_object_or_404(
            Answer.objects.select_related("tender__buyer"), tender=self.tender, number=number
        )

    def corrected(self, answer: Answer, form: WordingForm, status: int = 200) -> HttpResponse:
        return self.page("tenders/exchanges/answer.html", form, status, corrected=answer)


class DismissQuestion(AnswerPage):
    """A reason that only the author of the question reads."""

    def get(self, request: HttpRequest, reference: str, number: int) -> HttpResponse:
        return self.shown(self.question(number), DismissForm())

    def post(self, request: HttpRequest, reference: str, number: int) -> HttpResponse:
        question, form = self.question(number), DismissForm(request.POST)
        if not form.is_valid():
            return self.shown(question, form, 422)
        reason, note = DismissalReason(form.cleaned_data["reason"]), form.cleaned_data["note"]
        try:
            services.dismiss(question=question, reason=reason, note=note, actor=self.user, now=database_now())
        except ValidationError as error:
            refuse(form, error)
            return self.shown(question, form, 409)
        messages.success(request, f"La question n° {number} est écartée ; son auteur en connaîtra le motif.")
        return self.back()

    def question(self, number: int) -> Question:
        found = Question.objects.select_related("tender__buyer", "lot", "answer")
        return get_object_or_404(found, tender=self.tender, number=number)

    def shown(self, question: Question, form: DismissForm, status: int = 200) -> HttpResponse:
        return self.page("tenders/exchanges/dismiss.html", form, status, question=as_received(question))


@method_decorator(never_cache, name="dispatch")
class Withdrawals(BuyerPage):
    """The register: counts by day, and the names for whom may know them."""

    def allows(self, tender: Tender) -> bool:
        return can_see_withdrawals(self.request.user, tender)

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        knows = can_name_withdrawals(request.user, self.tender)
        context = {
            "tender": self.tender,
            "days": counts(self.tender),
            "knows": knows,
            "withdrawals": named(self.tender) if knows else [],
        }
        return render(request, "tenders/exchanges/withdrawals.html", context)


def proposed(tender: Tender, chosen: list[ReceivedQuestion]) -> dict[str, Any]:
    """Return the questions' own words to begin with, and their lot when it is one."""
    lots = {one.lot for one in chosen}
    lot = next((one for one in Lot.objects.filter(tender=tender) if {lot_label(one)} == lots), None)
    return {"question": "\n\n".join(one.text for one in chosen), "lot": lot.pk if lot else None}


def published(request: HttpRequest, tender: Tender, answer: Answer) -> HttpResponse:
    messages.success(
        request,
        f"La réponse n° {answer.number} est publiée ; toutes les personnes intéressées sont prévenues.",
    )
    return redirect("tenders:received_questions", tender.reference)
