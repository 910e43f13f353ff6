"""The auditors' API, version 1: every stage registers its own read-only views here."""

from rest_framework.routers import DefaultRouter

from admissibility.api import FindingViewSet
from admissibility.decisions.api import DecisionViewSet
from audit.api import EventViewSet
from awards.abnormally_low.api import PriceEnquiryViewSet
from awards.api import RankingViewSet
from awards.endings.api import LegalHoldViewSet, LotEndingViewSet
from awards.retention.api import RecordsDeletionViewSet
from bids.api import AttemptViewSet, BidViewSet, SubmissionViewSet
from bids.interests.api import InterestDeclarationViewSet
from procedure.api import TimelineViewSet
from scoring.api import CapacityRunViewSet
from tenders.api import LotViewSet, TenderViewSet
from tenders.exchanges.api import AnswerViewSet, QuestionViewSet, WithdrawalViewSet
from tenders.versions.api import TenderVersionViewSet

router = DefaultRouter()
router.register("tenders", TenderViewSet, basename="tender")
router.register("timelines", TimelineViewSet, basename="timeline")
router.register("tender-versions", TenderVersionViewSet, basename="tenderversion")
router.register("lots", LotViewSet, basename="lot")
router.register("answers", AnswerViewSet, basename="answer")
router.register("questions", QuestionViewSet, basename="question")
router.register("withdrawals", WithdrawalViewSet, basename="withdrawal")
router.register("events", EventViewSet, basename="event")
router.register("findings", FindingViewSet, basename="finding")
router.register("admissibility-decisions", DecisionViewSet, basename="admissibilitydecision")
router.register("submissions", SubmissionViewSet, basename="submission")
router.register("deposit-attempts", AttemptViewSet, basename="depositattempt")
router.register("interest-declarations", InterestDeclarationViewSet, basename="interestdeclaration")
router.register("bids", BidViewSet, basename="bid")
router.register("capacity-runs", CapacityRunViewSet, basename="capacityrun")
router.register("rankings", RankingViewSet, basename="ranking")
router.register("price-enquiries", PriceEnquiryViewSet, basename="priceenquiry")
router.register("lot-endings", LotEndingViewSet, basename="lotending")
router.register("legal-holds", LegalHoldViewSet, basename="legalhold")
router.register("records-deletions", RecordsDeletionViewSet, basename="recordsdeletion")
