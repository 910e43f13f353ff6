"""The pages: who reads, who acts, what a refusal keeps, what the public and a bidder see."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from audit.clock import PARIS, database_now
from awards.endings.enums import EndingState
from awards.endings.legal_hold import LegalHold
from awards.endings.models import LotEnding
from tenders.models import Lot
from tests.people import make_auditor, make_bidder, make_buyer, make_officer, member

from .conftest import REASON, Case, Road, ranked

pytestmark = pytest.mark.django_db
COURT = "Tribunal administratif de Paris (fictif)"


def as_person(client: Client, person: User) -> Client:
    client.force_login(person)
    return client


def text_of(client: Client, url: str) -> str:
    found = client.get(url)
    assert found.status_code == 200
    return found.content.decode().replace("\u00a0", " ").replace("\u202f", " ").replace("&nbsp;", " ")


def lot_page(case: Case) -> str:
    return reverse("awards:lot_ending", args=[case.lot.tender.reference, case.lot.number])


def step_url(case: Case, name: str) -> str:
    return reverse("awards:ending_step", args=[case.lot.tender.reference, case.lot.number, name])


def holds_page(case: Case) -> str:
    return reverse("awards:holds", args=[case.lot.tender.reference])


def in_paris(minutes: int) -> str:
    moment = database_now() + timedelta(minutes=minutes)
    return moment.astimezone(PARIS).strftime("%Y-%m-%dT%H:%M")


def pages(case: Case) -> list[str]:
    reference = case.lot.tender.reference
    return [lot_page(case), holds_page(case), reverse("awards:endings", args=[reference])]


class TestWhoReads:
    def test_the_buyer_and_auditors(self, case: Case, client: Client) -> None:
        for person in (case.officer, case.colleague(), make_auditor()):
            as_person(client, person)
            assert {client.get(url).status_code for url in pages(case)} == {200}

    def test_neither_strangers_nor_bidders(self, case: Case, client: Client) -> None:
        for person in (make_officer(make_buyer()), case.bidder(), make_bidder()):
            as_person(client, person)
            assert {client.get(url).status_code for url in pages(case)} == {404}

    def test_only_an_officer_is_offered_the_forms(self, case: Case, client: Client) -> None:
        assert "Déclarer le lot sans suite" in text_of(as_person(client, case.officer), lot_page(case))
        assert "Déclarer le lot sans suite" not in text_of(
            as_person(client, case.colleague()), lot_page(case)
        )


class TestSansSuite:
    def test_from_the_page_to_the_public(self, case: Case, client: Client) -> None:
        sent = {"seen": 1, "reason": REASON}
        answer = as_person(client, case.officer).post(step_url(case, "sans-suite"), sent)
        assert answer.status_code == 302
        public = reverse("tenders:public_detail", args=[case.lot.tender.reference])
        assert REASON in text_of(Client(), public)

    def test_a_colleague_without_the_right_is_refused(self, case: Case, client: Client) -> None:
        sent = {"seen": 1, "reason": REASON}
        assert as_person(client, case.colleague()).post(step_url(case, "sans-suite"), sent).status_code == 403
        assert not LotEnding.objects.filter(state=EndingState.ABANDONED).exists()

    def test_a_short_reason_is_refused_at_its_field(self, case: Case, client: Client) -> None:
        answer = as_person(client, case.officer).post(
            step_url(case, "sans-suite"), {"seen": 1, "reason": "Non"}
        )
        assert "30 caractères" in answer.content.decode()

    @pytest.mark.parametrize("seen", ["", "x", "²", "9" * 30])
    def test_without_the_version_shown_nothing_changes(self, case: Case, client: Client, seen: str) -> None:
        sent = {"seen": seen, "reason": REASON}
        shown = as_person(client, case.officer).post(step_url(case, "sans-suite"), sent).content.decode()
        assert "rechargez-la" in shown
        assert REASON in shown
        assert not LotEnding.objects.filter(state=EndingState.ABANDONED).exists()

    def test_the_second_of_two_officers_finds_its_text_again(
        self, case_of_two: tuple[Case, Lot], client: Client
    ) -> None:
        case, _ = case_of_two
        case.abandon()
        sent = {"seen": 1, "reason": "Un autre motif, tout aussi long que le premier."}
        shown = as_person(client, case.officer).post(step_url(case, "sans-suite"), sent).content.decode()
        assert "Votre saisie, qui n’a pas été enregistrée" in shown
        assert "Un autre motif" in shown


class TestHolds:
    def send(self, case: Case, client: Client, **fields: object) -> str:
        sent = {"court": COURT, "filed_at": in_paris(-2), **fields}
        return client.post(holds_page(case), sent, follow=True).content.decode()

    def test_recorded_shown_and_lifted(self, case: Case, client: Client) -> None:
        as_person(client, case.officer)
        assert COURT in self.send(case, client)
        assert "Référé précontractuel en cours" in text_of(client, lot_page(case))
        hold = LegalHold.objects.get()
        sent = {
            f"levee-{hold.pk}-outcome": "rejected",
            f"levee-{hold.pk}-lifted_at": in_paris(-1),
            f"levee-{hold.pk}-reason": "Requête rejetée (fictif).",
        }
        client.post(reverse("awards:lift_hold", args=[case.lot.tender.reference, hold.pk]), sent)
        assert "Requête rejetée" in text_of(client, holds_page(case))

    @pytest.mark.parametrize("is_public", [True, False])
    def test_the_public_reads_it_when_the_buyer_wants(
        self, case: Case, client: Client, is_public: bool
    ) -> None:
        as_person(client, case.officer)
        self.send(case, client, claimant="Une fédération", **({"is_public": "on"} if is_public else {}))
        public = text_of(Client(), reverse("tenders:public_detail", args=[case.lot.tender.reference]))
        assert (COURT in public) is is_public
        assert "Une fédération" not in public

    def test_a_filing_to_come_is_refused_at_its_field(self, case: Case, client: Client) -> None:
        shown = self.send(case, as_person(client, case.officer), filed_at=in_paris(60))
        assert "dans l’avenir" in shown
        assert not LegalHold.objects.exists()

    def test_a_colleague_without_the_right_is_refused(self, case: Case, client: Client) -> None:
        sent = {"court": COURT, "filed_at": in_paris(-2)}
        assert as_person(client, case.colleague()).post(holds_page(case), sent).status_code == 403


class TestBidder:
    def own(self, case: Case, index: int = 0) -> str:
        return reverse("awards:own_result", args=[case.bids[index].pk])

    def test_its_result_is_its_own(self, case: Case, client: Client) -> None:
        case.abandon()
        colleague = member(case.bids[0].organisation, Role.BIDDER)
        statuses = [(case.bidder(), 200), (colleague, 200), (case.bidder(1), 404), (case.officer, 404)]
        for person, status in statuses:
            assert as_person(client, person).get(self.own(case)).status_code == status

    def test_it_reads_why_on_its_page(self, case: Case, client: Client) -> None:
        case.abandon()
        assert REASON in text_of(as_person(client, case.bidder()), self.own(case))
        results = text_of(client, reverse("awards:my_results"))
        assert results.count(case.lot.tender.reference) == 1
        assert "Sans suite" in results

    def test_nothing_is_told_before_it_is_decided(self, case: Case, client: Client) -> None:
        assert "En cours" in text_of(as_person(client, case.bidder()), reverse("awards:my_results"))
        assert "Résultat" not in text_of(client, reverse("bids:my_bid", args=[case.bids[0].pk]))


class TestAward:
    """The whole way by the pages."""

    def post(self, case: Case, client: Client, name: str, **fields: object) -> str:
        sent = {"seen": case.seen, **fields}
        return client.post(step_url(case, name), sent, follow=True).content.decode()

    def test_from_the_ranking_to_the_letters(self, case: Case, client: Client) -> None:
        road = Road(ranked(case))
        as_person(client, case.officer)
        assert "Le classement est provisoire" in text_of(client, lot_page(case))
        ranking = case.lot.rankings.get().pk
        chosen = {"bid": case.bids[0].pk, "ranking": ranking, "acknowledged": "on", "reason": REASON}
        assert "est pressentie" in self.post(case, client, "pressentir", **chosen)
        self.post(case, client, "demander", asked=REASON, due_at=in_paris(20_000))
        self.post(case, client, "admettre", note=REASON)
        self.post(case, client, "attribuer", reason=REASON)
        page = text_of(client, lot_page(case))
        assert f"Motifs du rejet, pour {case.bids[1].organisation}" in page
        assert "est classée n° 2" in page
        letters = {f"bid_{bid.pk}": REASON * 2 for bid in case.bids[1:]}
        assert "Les lettres sont envoyées" in self.post(case, client, "informer", waits="on", **letters)
        assert "délai volontaire" in text_of(client, lot_page(case))
        assert road.state == EndingState.INFORMED

    def test_a_signature_too_early_shows_its_article(self, case: Case, client: Client) -> None:
        road = Road(ranked(case))
        road.awarded()
        road.inform()
        shown = self.post(case, as_person(client, case.officer), "signer", signed_at=in_paris(0))
        assert "CJA, L. 551-15" in shown or "postérieure" in shown
        assert road.state == EndingState.INFORMED

    def test_each_bidder_reads_its_own_letter(self, case: Case, client: Client) -> None:
        road = Road(ranked(case))
        road.awarded()
        road.inform({case.bids[1].pk: "Motif propre à la deuxième. " + REASON})
        url = reverse("awards:own_result", args=[case.bids[1].pk])
        assert "Motif propre à la deuxième" in text_of(as_person(client, case.bidder(1)), url)
        assert as_person(client, case.bidder(2)).get(url).status_code == 404
        winner = reverse("awards:own_result", args=[case.bids[0].pk])
        assert "Votre offre est retenue" in text_of(as_person(client, case.bidder(0)), winner)

    def test_a_designated_bidder_that_was_not_asked_learns_nothing(self, case: Case, client: Client) -> None:
        road = Road(ranked(case))
        road.awarded()
        url = reverse("awards:own_result", args=[case.bids[0].pk])
        assert "rien n’est encore décidé" in text_of(as_person(client, case.bidder()), url)

    def test_the_public_learns_the_winner_with_the_signature(self, case: Case, client: Client) -> None:
        road = Road(ranked(case))
        road.awarded()
        road.inform(waits=False)
        public = reverse("tenders:public_detail", args=[case.lot.tender.reference])
        name = case.bids[0].organisation.legal_name
        assert name not in text_of(Client(), public)
        road.sign()
        assert name in text_of(Client(), public)


def test_an_auditor_reads_ends_and_holds_by_the_api(case: Case, client: Client) -> None:
    case.abandon()
    as_person(client, make_auditor())
    (found,) = client.get("/api/v1/lot-endings/").json()["results"]
    assert (found["state"], found["reason"]) == ("abandoned", REASON)
    assert client.get("/api/v1/legal-holds/").json()["results"] == []
    as_person(client, make_bidder())
    assert client.get("/api/v1/lot-endings/").json()["results"] == []
