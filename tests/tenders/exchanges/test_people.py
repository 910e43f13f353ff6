"""Who is warned: each once, by the way they chose, and no longer than they want."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from audit.clock import database_now
from outbox.models import Job
from outbox.tasks import run_job
from tenders.exchanges.links import STOP, signed
from tenders.exchanges.mail import ANSWERED, ASKED, DISMISSED
from tenders.exchanges.models import Follower
from tenders.exchanges.people import followers, interested
from tenders.exchanges.services import follow, follow_by_address
from tenders.services import abandon_tender
from tests.people import make_bidder, make_user
from tests.tenders.pages import client_of

from .conftest import Case
from .test_anonymity import workbook

ADDRESS = "veille@exemple.fr"


def follow_page(case: Case) -> str:
    return reverse("tenders:follow", args=[case.tender.reference])


def run(kind: str) -> list[str]:
    """Send the letters of a kind; return whom to."""
    mail.outbox.clear()
    for job in Job.objects.filter(kind=kind):
        run_job(job.pk)
    return sorted(address for letter in mail.outbox for address in letter.to)


def link_in(letter: str, word: str) -> str:
    found = re.search(rf"https?://[^/\s]+(/suivi/{word}/\S+)", letter)
    assert found
    return found.group(1)


class TestInterested:
    def test_each_person_once_whatever_they_did(self, case: Case) -> None:
        case.asked("Un ?")
        case.asked("Deux ?")
        client_of(case.bidder).get(workbook(case))
        follow(tender=case.tender, actor=case.bidder, now=database_now())
        reader, gone = make_bidder(), make_user()
        client_of(reader).get(workbook(case))
        follow(tender=case.tender, actor=gone, now=database_now())
        type(gone).objects.filter(pk=gone.pk).update(is_active=False)
        assert list(interested(case.tender)) == [case.bidder, reader]

    def test_an_address_of_somebody_known_is_not_told_twice(self, case: Case) -> None:
        case.asked()
        for email in (case.bidder.email.upper(), ADDRESS, ADDRESS.upper()):
            follow_by_address(tender=case.tender, email=email, now=database_now())
        assert followers(case.tender) == [ADDRESS]


class TestLetters:
    def test_an_answer_reaches_everybody_once(self, case: Case) -> None:
        follow_by_address(tender=case.tender, email=ADDRESS, now=database_now())
        follow_by_address(tender=case.tender, email=case.bidder.email, now=database_now())
        case.answered(case.asked().number)
        assert run(ANSWERED) == sorted([ADDRESS, case.bidder.email])
        letter = next(one for one in mail.outbox if one.to == [ADDRESS])
        assert "/suivi/arreter/" in letter.extra_headers["List-Unsubscribe"]
        assert "les volumes publiés" in letter.body

    def test_whoever_left_meanwhile_gets_none(self, case: Case) -> None:
        follow_by_address(tender=case.tender, email=ADDRESS, now=database_now())
        case.answered(case.asked().number)
        Follower.objects.all().delete()
        assert run(ANSWERED) == [case.bidder.email]

    def test_the_officers_hear_that_a_question_waits(self, case: Case) -> None:
        colleague = case.colleague()
        case.asked("Combien de nuits ?")
        assert run(ASKED) == sorted([case.officer.email, colleague.email])
        assert "Combien de nuits" not in mail.outbox[0].body

    def test_a_dismissal_is_told_to_its_author_alone(self, case: Case) -> None:
        question = case.asked()
        address = reverse("tenders:dismiss_question", args=[case.tender.reference, question.number])
        client_of(case.officer).post(address, {"reason": "duplicate", "note": "Voyez la n° 1."})
        assert run(DISMISSED) == [case.bidder.email]
        assert "Voyez la" not in mail.outbox[0].body


class TestByAddress:
    def test_nothing_is_kept_before_the_link_is_confirmed(self, case: Case, client: Client) -> None:
        client.post(follow_page(case), {"email": ADDRESS.upper()})
        link = link_in(str(mail.outbox[0].body), "confirmer")
        assert client.get(link).status_code == 200
        assert not Follower.objects.exists()
        client.post(link)
        client.post(link)
        assert Follower.objects.get().email == ADDRESS

    def test_the_link_of_a_letter_takes_the_address_away(self, case: Case, client: Client) -> None:
        follow_by_address(tender=case.tender, email=ADDRESS, now=database_now())
        link = reverse("tenders:stop_following", args=[signed(case.tender, ADDRESS, STOP)])
        client.get(link)
        assert Follower.objects.exists()
        assert "n’est plus gardée" in client.post(link).content.decode()
        assert not Follower.objects.exists()

    @pytest.mark.parametrize("name", ["confirm_following", "stop_following"])
    def test_a_forged_link_opens_nothing(self, case: Case, client: Client, name: str) -> None:
        other = "stop_following" if name == "confirm_following" else "confirm_following"
        token = signed(case.tender, ADDRESS, "tenders.exchanges." + other.split("_", maxsplit=1)[0])
        for link in ("x", token):
            answer = client.post(reverse(f"tenders:{name}", args=[link]))
            assert answer.status_code == 404
        assert not Follower.objects.exists()

    def test_an_address_is_written_to_three_times_a_day_at_most(self, case: Case, client: Client) -> None:
        answers = [client.post(follow_page(case), {"email": ADDRESS}, follow=True) for _ in range(5)]
        assert len(mail.outbox) == 3
        assert all("Si cette adresse est la vôtre" in one.content.decode() for one in answers)

    def test_a_visitor_has_ten_letters_sent_an_hour_at_most(self, case: Case, client: Client) -> None:
        sent = [client.post(follow_page(case), {"email": f"a{n}@exemple.fr"}).status_code for n in range(12)]
        assert sent == [302] * 10 + [429] * 2
        assert len(mail.outbox) == 10

    @pytest.mark.parametrize("email", ["", "pas une adresse", "a@b.fr\nBcc: c@d.fr", "x" * 400 + "@b.fr"])
    def test_a_wrong_address_is_refused(self, case: Case, client: Client, email: str) -> None:
        assert client.post(follow_page(case), {"email": email}).status_code == 422
        assert not mail.outbox


class TestBySignedIn:
    def test_one_click_begins_and_one_ends(self, case: Case) -> None:
        client = client_of(make_user())
        client.post(follow_page(case))
        client.post(follow_page(case))
        assert Follower.objects.count() == 1
        client.post(follow_page(case), {"action": "stop"})
        assert not Follower.objects.exists()

    def test_nothing_more_once_the_procedure_is_over(self, case: Case, client: Client) -> None:
        abandon_tender(actor=case.officer, tender=case.tender, reason="Besoin revu.", now=database_now())
        shown = client_of(make_user()).post(follow_page(case), follow=True).content.decode()
        assert "n’est plus ouverte" in shown
        assert client.post(follow_page(case), {"email": ADDRESS}).status_code == 409
        assert not Follower.objects.exists()
