"""The letters of the exchanges: one a person, written down with the change, sent by a worker."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from outbox import services as outbox
from outbox.registry import Lease, register

from ..models import Tender
from ..versions.audience import people_of
from .enums import QuestionState
from .links import stop_link
from .models import Answer, Follower, Question
from .people import address_followers

ANSWERED, ASKED, DISMISSED = "announce_answer", "announce_question", "announce_dismissal"


@dataclass(frozen=True, slots=True)
class Letter:
    """The templates of a letter."""

    subject: str
    message: str


ANSWER = Letter("tenders/exchanges/mail/answer_subject.txt", "tenders/exchanges/mail/answer_message.txt")
QUESTION = Letter(
    "tenders/exchanges/mail/question_subject.txt", "tenders/exchanges/mail/question_message.txt"
)
DISMISSAL = Letter(
    "tenders/exchanges/mail/dismissal_subject.txt", "tenders/exchanges/mail/dismissal_message.txt"
)


def install() -> None:
    """Say who sends the letters; called once, at start-up."""
    register(ANSWERED, deliver_answer)
    register(ASKED, deliver_question)
    register(DISMISSED, deliver_dismissal)


def announce(answer: Answer) -> None:
    """Have everybody concerned told of a published answer once committed, each once."""
    people = people_of(answer.tender)
    for person in people:
        enqueue(ANSWERED, f"{answer.pk}:u{person.pk}", answer=answer.pk, user=person.pk)
    told = {person.email.lower() for person in people}
    for follower in address_followers(answer.tender):
        if follower.email not in told:
            enqueue(ANSWERED, f"{answer.pk}:f{follower.pk}", answer=answer.pk, follower=follower.pk)


def tell_officers(question: Question) -> None:
    """Have the buyer's officers told that a question waits; the letter says neither what nor who."""
    officers = User.objects.filter(
        is_active=True, memberships__organisation=question.tender.buyer_id, memberships__role=Role.OFFICER
    )
    for person in officers.distinct():
        enqueue(ASKED, f"{question.pk}:{person.pk}", question=question.pk, user=person.pk)


def tell_author(question: Question) -> None:
    """Have the author of a dismissed question told where to read why."""
    enqueue(DISMISSED, str(question.pk), question=question.pk, user=question.asked_by_id)


def enqueue(kind: str, key: str, **arguments: int) -> None:
    outbox.enqueue(kind=kind, key=key, arguments=arguments)


def deliver_answer(lease: Lease) -> None:
    """Send one letter; whoever left or no longer follows gets none."""
    answer = Answer.objects.select_related("tender__buyer", "lot", "replaces").get(
        pk=lease.arguments["answer"]
    )
    link = page_of(answer.tender) + f"#reponse-{answer.number}"
    context = {"answer": answer, "tender": answer.tender, "link": link}
    if "user" in lease.arguments:
        send(ANSWER, active(lease), context)
        return
    follower = Follower.objects.filter(pk=lease.arguments["follower"]).first()
    if follower:
        send(ANSWER, follower.email, {**context, "stop_link": stop_link(answer.tender, follower.email)})


def deliver_question(lease: Lease) -> None:
    question = Question.objects.select_related("tender__buyer").get(pk=lease.arguments["question"])
    if question.state != QuestionState.RECEIVED:
        return
    link = absolute(reverse("tenders:received_questions", args=[question.tender.reference]))
    send(QUESTION, active(lease), {"question": question, "tender": question.tender, "link": link})


def deliver_dismissal(lease: Lease) -> None:
    question = Question.objects.select_related("tender__buyer").get(pk=lease.arguments["question"])
    link = absolute(reverse("tenders:my_questions"))
    send(DISMISSAL, active(lease), {"question": question, "tender": question.tender, "link": link})


def active(lease: Lease) -> str:
    """Return the address of the person, empty when the account was closed."""
    found = User.objects.filter(pk=lease.arguments["user"], is_active=True).first()
    return found.email if found else ""


def send(letter: Letter, address: str, context: dict[str, Any]) -> None:
    """Send the letter; the way to stop goes in its header too."""
    if not address:
        return
    subject = render_to_string(letter.subject, context).strip()
    message = render_to_string(letter.message, context)
    stop = context.get("stop_link")
    headers = {"List-Unsubscribe": f"<{stop}>"} if stop else {}
    EmailMessage(subject, message, None, [address], headers=headers).send()


def page_of(tender: Tender) -> str:
    return absolute(reverse("tenders:public_detail", args=[tender.reference]))


def absolute(path: str) -> str:
    return str(settings.PUBLIC_URL).rstrip("/") + path
