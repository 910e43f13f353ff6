"""A bidder registers with their organisation, on one page and in one transaction."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.enums import OrganisationKind, Role
from accounts.errors import EmailTakenError, SiretTakenError
from accounts.models import Membership, Organisation, User
from accounts.services import OrganisationData, register_operator
from audit.enums import EventKind
from audit.models import Event
from tests.people import PASSWORD, make_organisation, make_user, next_siret

from .conftest import organisation_typed

pytestmark = pytest.mark.django_db

URL = "/compte/inscription/"
Typed = dict[str, str]


def test_the_person_and_the_organisation_are_created(client: Client, typed: Typed) -> None:
    answer = client.post(URL, typed)
    assert answer.status_code == 302
    assert answer["Location"] == reverse("accounts:profile")
    user = User.objects.get(email="dominique@exemple.fr")
    organisation = Organisation.objects.get(siret=typed["siret"])
    assert organisation.kind == OrganisationKind.OPERATOR
    held = Membership.objects.filter(user=user, organisation=organisation).values_list("role", flat=True)
    assert set(held) == {Role.ADMINISTRATOR, Role.BIDDER}


def test_the_journal_tells_it_in_order(client: Client, typed: Typed) -> None:
    client.post(URL, typed)
    told = list(Event.objects.values_list("kind", "actor_name"))
    assert [kind for kind, _ in told] == [
        EventKind.USER_REGISTERED,
        EventKind.ORGANISATION_REGISTERED,
        EventKind.ROLE_GRANTED,
        EventKind.ROLE_GRANTED,
    ]
    assert {name for _, name in told} == {"Dominique Neuf"}


def test_a_siret_may_be_typed_with_blanks(client: Client, typed: Typed) -> None:
    digits = typed["siret"]
    client.post(URL, {**typed, "siret": f"{digits[:3]} {digits[3:6]} {digits[6:9]} {digits[9:]}"})
    assert Organisation.objects.filter(siret=digits).exists()


def test_a_known_siret_is_refused_without_saying_whose(client: Client, typed: Typed) -> None:
    known = make_organisation(name="Association du secret")
    page = client.post(URL, {**typed, "siret": known.siret}).content.decode()
    assert "Une organisation est déjà inscrite avec ce SIRET" in page
    assert "Association du secret" not in page
    assert not User.objects.exists()


def test_an_error_keeps_what_was_typed_but_the_password(client: Client, typed: Typed) -> None:
    page = client.post(URL, {**typed, "siret": "12345678900012"}).content.decode()
    for name in ("full_name", "legal_name", "ess_evidence", "street", "postal_code", "city"):
        assert f'value="{typed[name]}"' in page
    assert "sa clé de contrôle ne correspond pas" in page
    assert PASSWORD not in page


@pytest.mark.parametrize("password", ["court", "123456789987654321", "dominique@exemple.fr"])
def test_a_weak_password_is_refused(client: Client, typed: Typed, password: str) -> None:
    client.post(URL, {**typed, "password1": password, "password2": password})
    assert not User.objects.exists()


def test_a_company_of_the_ess_gives_its_evidence(client: Client, typed: Typed) -> None:
    answer = client.post(URL, {**typed, "legal_family": "commercial_ess", "ess_evidence": ""})
    assert "la mention portée au registre" in answer.content.decode()
    assert not Organisation.objects.exists()


def test_nothing_is_half_written(typed: Typed) -> None:
    known = make_organisation()
    data = OrganisationData(legal_name="Double", siret=known.siret)
    with pytest.raises(SiretTakenError):
        register_operator(email="a@exemple.fr", password=PASSWORD, full_name="A", organisation=data)
    assert not User.objects.exists()
    assert not Event.objects.exists()


def test_of_two_people_with_one_address_the_second_is_refused() -> None:
    taken = make_user()
    data = OrganisationData(legal_name="Double", siret=next_siret())
    with pytest.raises(EmailTakenError):
        register_operator(email=taken.email.upper(), password=PASSWORD, full_name="A", organisation=data)
    assert not Organisation.objects.exists()


def test_who_was_quicker_is_told_on_the_form(
    client: Client, typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_late(**_: Any) -> None:
        raise SiretTakenError

    monkeypatch.setattr("accounts.forms.registration.register_operator", too_late)
    answer = client.post(URL, typed)
    assert answer.status_code == 200
    assert "déjà inscrite avec ce SIRET" in answer.content.decode()


def test_a_known_address_is_kept_secret_where_addresses_are_verified(
    client: Client, typed: Typed, settings: Settings
) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    known = make_user()
    told = client.post(URL, {**typed, "email": known.email})
    unknown = Client().post(URL, {**typed, "siret": next_siret()})
    assert told.status_code == unknown.status_code == 302
    assert told["Location"] == unknown["Location"] == reverse("account_email_verification_sent")
    assert "Vous avez déjà un compte" in mail.outbox[0].subject
    assert User.objects.count() == 2


def test_a_signed_in_person_adds_their_organisation(client: Client) -> None:
    user = make_user()
    client.force_login(user)
    assert "Mot de passe" not in client.get(URL).content.decode().split("<main", 1)[1].split("</nav>", 1)[1]
    client.post(URL, organisation_typed())
    assert user.memberships.count() == 2


def test_a_member_is_sent_to_their_account(client: Client, typed: Typed) -> None:
    user = make_user()
    Membership.objects.create(user=user, organisation=make_organisation(), role=Role.BIDDER)
    client.force_login(user)
    assert client.post(URL, organisation_typed())["Location"] == reverse("accounts:profile")
    assert Organisation.objects.count() == 1


def test_the_address_of_sign_up_leads_to_registration(client: Client) -> None:
    answer = client.get(reverse("account_signup") + "?next=/depots/")
    assert answer["Location"] == f"{URL}?next=/depots/"
