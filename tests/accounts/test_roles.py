"""Giving and taking back roles."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from knox.models import AuthToken

from accounts.enums import OrganisationKind, Role
from accounts.errors import AlreadyDoneError, LastAdministratorError, RoleRefusedError
from accounts.models import Membership
from accounts.services import create_token, grant_role, revoke_role
from audit.enums import EventKind
from audit.models import Event
from tests.people import make_auditor, make_organisation, make_user, member


@pytest.mark.django_db
def test_a_role_of_another_kind_of_organisation_is_refused() -> None:
    with pytest.raises(RoleRefusedError):
        grant_role(user=make_user(), organisation=make_organisation(), role=Role.OFFICER, actor=None)


@pytest.mark.django_db
def test_a_role_is_given_once_and_told_once() -> None:
    user, organisation = make_user(), make_organisation()
    for _ in range(2):
        grant_role(user=user, organisation=organisation, role=Role.BIDDER, actor=None)
    event = Event.objects.get()
    assert event.kind == EventKind.ROLE_GRANTED
    assert event.payload["role"] == Role.BIDDER
    assert event.payload["siret"] == organisation.siret


@pytest.mark.django_db
def test_a_role_is_taken_back_once() -> None:
    administrator = member(make_organisation(), Role.ADMINISTRATOR)
    colleague = member(administrator.memberships.get().organisation, Role.BIDDER)
    membership = colleague.memberships.get()
    revoke_role(membership=membership, actor=administrator)
    with pytest.raises(AlreadyDoneError):
        revoke_role(
            membership=Membership(pk=0, organisation=membership.organisation, role=Role.BIDDER), actor=None
        )
    event = Event.objects.get()
    assert (event.kind, event.actor) == (EventKind.ROLE_REVOKED, administrator)


@pytest.mark.django_db
def test_the_last_administrator_stays() -> None:
    administrator = member(make_organisation(), Role.ADMINISTRATOR)
    with pytest.raises(LastAdministratorError):
        revoke_role(membership=administrator.memberships.get(), actor=administrator)
    assert administrator.memberships.exists()
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_an_administrator_who_cannot_sign_in_does_not_count() -> None:
    administrator = member(make_organisation(), Role.ADMINISTRATOR)
    gone = member(administrator.memberships.get().organisation, Role.ADMINISTRATOR)
    gone.is_active = False
    gone.save()
    with pytest.raises(LastAdministratorError):
        revoke_role(membership=administrator.memberships.get(), actor=administrator)


@pytest.mark.django_db
def test_who_is_no_longer_an_auditor_loses_their_tokens() -> None:
    auditor = make_auditor()
    create_token(actor=auditor, days=30)
    revoke_role(membership=auditor.memberships.get(), actor=None)
    assert not AuthToken.objects.exists()
    assert Event.objects.filter(kind=EventKind.API_TOKEN_REVOKED).exists()


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_remove_each_other_leave_one() -> None:
    organisation = make_organisation(OrganisationKind.BUYER)
    pair = [member(organisation, Role.ADMINISTRATOR) for _ in range(2)]
    start, refused = Barrier(2), []

    def remove(membership: Membership) -> None:
        start.wait()
        try:
            revoke_role(membership=membership, actor=None)
        except LastAdministratorError as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [Thread(target=remove, args=[person.memberships.get()]) for person in pair]
    _run(threads)
    assert len(refused) == 1
    assert organisation.memberships.count() == 1


def _run(threads: list[Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
