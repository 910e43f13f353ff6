"""PostgreSQL itself refuses to change history, whatever program asks."""

from datetime import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from audit.enums import EventKind
from audit.services import record
from tests.people import make_officer

pytestmark = pytest.mark.django_db

REFUSED = [
    "UPDATE audit_event SET actor_name = 'x'",
    "DELETE FROM audit_event",
    "TRUNCATE audit_event CASCADE",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_history_cannot_be_changed(statement: str, now: datetime) -> None:
    user = make_officer()
    record(kind=EventKind.USER_REGISTERED, actor=user, now=now, subject=user)
    cursor = connection.cursor()
    # The deferred checks of the rows just written must be done, or TRUNCATE is refused for them instead.
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match="ne fait que croître"), transaction.atomic():
        cursor.execute(statement)


APPEND_ONLY = {
    "audit_event", "bids_receipt", "bids_opening", "bids_submissionfile", "admissibility_finding",
    "admissibility_admissibilitydecision", "awards_ranking", "awards_priceenquiry", "awards_justification",
    "awards_lotending", "awards_award", "awards_resultletter", "awards_legalhold",
    "awards_performanceend", "awards_recordsdeletion",
    "admissibility_regularisationround", "admissibility_regularisationpoint",
    "admissibility_regularisationanswer", "admissibility_regularisationfile",
    "bids_interestdeclaration", "bids_namedparty", "bids_recusallift", "procedure_reachedmoment",
    "bids_submission", "bids_bid", "bids_depositattempt", "scoring_capacityrun", "scoring_labourrate",
    "scoring_simulatedpiece", "tenders_tenderversion",
    "tenders_answer", "tenders_question", "tenders_withdrawal",
}  # fmt: skip


def test_every_table_of_history_refuses_truncate() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE '%%_no_truncate'")
        assert {row[0] for row in cursor.fetchall()} == APPEND_ONLY
