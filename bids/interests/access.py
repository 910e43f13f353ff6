"""Who may read bids: of the buyer's people, those who signed about every name and are not recused.

Auditors and the bidders themselves are not concerned.
"""

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Left
from django.http import Http404

from accounts.models import User
from accounts.permissions import Person, has_role, is_auditor, organisations_with_role
from tenders.models import Tender
from tenders.permissions import READERS

from ..enums import SubmissionState
from ..models import InterestDeclaration, NamedParty, Submission
from .errors import DeclarationNeeded
from .names import BIDDER, SIREN_DIGITS, Party, each_once

Declarations = QuerySet[InterestDeclaration]


def is_concerned(user: Person, tender: Tender) -> bool:
    """Officers, commission members and evaluators of the buyer sign before they read."""
    return has_role(user, *READERS, organisation=tender.buyer_id)


def readable_tenders(user: Person) -> QuerySet[Tender]:
    """The opened consultations whose bids the person may read as one of the buyer's, or as an auditor."""
    opened = Tender.objects.filter(opened_at__isnull=False)
    own = Q(buyer__in=organisations_with_role(user, *READERS))
    reach = opened if is_auditor(user) else opened.filter(own)
    return reach.exclude(own & (_unsigned(user) | _recused(user)))


def barred_references(user: Person) -> list[str]:
    """The references of opened consultations of the person's buyers whose bids are closed to them."""
    own = Tender.objects.filter(opened_at__isnull=False, buyer__in=organisations_with_role(user, *READERS))
    return list(own.filter(_unsigned(user) | _recused(user)).values_list("reference", flat=True))


def can_read_bids(user: Person, tender: Tender) -> bool:
    """May the person read the bids of this consultation? By what is in the database now."""
    return readable_tenders(user).filter(pk=tender.pk).exists()


def is_recused(user: Person, tender: Tender) -> bool:
    return Tender.objects.filter(_recused(user), pk=tender.pk).exists()


def refusal(user: Person, tender: Tender) -> Exception:
    """Return what to raise for someone who may not read: the way to signing, or a page not found."""
    if tender.is_opened and is_concerned(user, tender) and not can_read_bids(user, tender):
        return DeclarationNeeded(tender)
    return Http404()


def parties_of(tender: Tender) -> list[Party]:
    """Return every name of the opened bids, bidders first known then those that the workbooks name."""
    bidders = Submission.objects.filter(tender=tender, state=SubmissionState.OPENED)
    found = [
        Party(one.organisation.siren, one.organisation.legal_name, one.organisation.siret, BIDDER)
        for one in bidders.select_related("organisation")
    ]
    named = NamedParty.objects.filter(tender=tender)
    return each_once([*found, *(Party(one.key, one.name, one.siret, one.part) for one in named)])


def pending(user: User, tender: Tender) -> list[Party]:
    """Return the names about which the person has not signed yet."""
    signed = set(declarations_of(user, tender).values_list("party_key", flat=True))
    return [one for one in parties_of(tender) if one.key not in signed]


def declarations_of(user: User, tender: Tender) -> Declarations:
    return InterestDeclaration.objects.filter(tender=tender, person=user).select_related("lift__lifted_by")


def standing_interests() -> Declarations:
    """Declared interests whose recusal nobody lifted."""
    return InterestDeclaration.objects.filter(has_interest=True, lift__isnull=True)


def _recused(user: Person) -> Q:
    return Q(Exists(standing_interests().filter(tender=OuterRef("pk"), person=user.pk)))


def _unsigned(user: Person) -> Q:
    """Is there a name, of a bidder or read in a bid, about which the person has not signed?"""
    signed = InterestDeclaration.objects.filter(
        person=user.pk, tender=OuterRef("tender"), party_key=OuterRef("party")
    )
    bidders = Submission.objects.filter(tender=OuterRef("pk"), state=SubmissionState.OPENED).annotate(
        party=Left("organisation__siret", Value(SIREN_DIGITS))
    )
    named = NamedParty.objects.filter(tender=OuterRef("pk")).annotate(party=F("key"))
    return Q(Exists(bidders.filter(~Exists(signed)))) | Q(Exists(named.filter(~Exists(signed))))
