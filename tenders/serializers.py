"""What the API says of a consultation: numbers as decimal strings, shares from 0 to 1, moments in UTC."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.permissions import Person

from .models import (
    ContactType,
    Criterion,
    EssClause,
    EssentialTask,
    Lot,
    MinimumRequirement,
    PriceLine,
    SubcontractingRule,
    SubCriterion,
    Tender,
    WeeklyProfile,
)
from .permissions import can_read_file

SCOPE = ("measure", "channel", "language", "level", "within_seconds")


class ProfileSerializer(serializers.ModelSerializer[WeeklyProfile]):
    """168 relative weights, Monday 0 h first, local time of Paris."""

    class Meta:
        model = WeeklyProfile
        fields = ("name", "weights")


class ContactTypeSerializer(serializers.ModelSerializer[ContactType]):
    """A channel in a language at a level, with the buyer's parameters, used for every bid alike."""

    profile = serializers.CharField(source="profile.name", allow_null=True, read_only=True)
    escalates_to = serializers.CharField(source="escalates_to.code", allow_null=True, read_only=True)

    class Meta:
        model = ContactType
        fields = (
            "code",
            "label",
            "channel",
            "language",
            "level",
            "annual_volume",
            "profile",
            "handle_time_minutes",
            "handle_time_cv",
            "handle_time_distribution",
            "patience_minutes",
            "hang_up_at_once_share",
            "redial_share",
            "redial_delay_minutes",
            "escalates_to",
            "escalation_share",
            "chat_concurrency",
            "due_hours",
            "source_note",
        )


class RequirementSerializer(serializers.ModelSerializer[MinimumRequirement]):
    """A condition; an empty scope means all contacts."""

    class Meta:
        model = MinimumRequirement
        fields = ("label", "threshold_share", *SCOPE)


class SubCriterionSerializer(serializers.ModelSerializer[SubCriterion]):
    """``weight`` is a percentage of the criterion."""

    class Meta:
        model = SubCriterion
        fields = ("name", "weight")


class CriterionSerializer(serializers.ModelSerializer[Criterion]):
    """``weight`` is a percentage of the whole."""

    sub_criteria = SubCriterionSerializer(many=True, read_only=True)

    class Meta:
        model = Criterion
        fields = ("kind", "name", "weight", "method", "floor_share", "target_share", *SCOPE, "sub_criteria")


class EssClauseSerializer(serializers.ModelSerializer[EssClause]):
    """Reservation under L. 2113-15 and L. 2113-16."""

    class Meta:
        model = EssClause
        fields = ("reserved", "scope")


class SubcontractingRuleSerializer(serializers.ModelSerializer[SubcontractingRule]):
    """``maximum_share`` of the price, or null when no figure limits it."""

    class Meta:
        model = SubcontractingRule
        fields = ("allowed", "maximum_share")


class EssentialTaskSerializer(serializers.ModelSerializer[EssentialTask]):
    """A task that the contractor does itself (L. 2193-3, al. 2); an empty scope means all."""

    class Meta:
        model = EssentialTask
        fields = ("label", "channel", "language", "level")


class PriceLineSerializer(serializers.ModelSerializer[PriceLine]):
    """``quantity`` over the whole duration: the quantity at which bids are compared."""

    contact_type = serializers.CharField(source="contact_type.code", allow_null=True, read_only=True)

    class Meta:
        model = PriceLine
        fields = ("code", "label", "unit", "quantity", "contact_type")


class LotSerializer(serializers.ModelSerializer[Lot]):
    """A lot with all that it asks, scores, reserves and pays for."""

    tender = serializers.CharField(source="tender.reference", read_only=True)
    cpv = serializers.CharField(source="main_cpv_id", allow_null=True, read_only=True)
    cpv_label = serializers.CharField(source="main_cpv.label_fr", allow_null=True, read_only=True)
    profiles = ProfileSerializer(many=True, read_only=True)
    contact_types = ContactTypeSerializer(many=True, read_only=True)
    requirements = RequirementSerializer(many=True, read_only=True)
    criteria = CriterionSerializer(many=True, read_only=True)
    ess_clause = EssClauseSerializer(read_only=True)
    subcontracting_rule = SubcontractingRuleSerializer(read_only=True)
    essential_tasks = EssentialTaskSerializer(many=True, read_only=True)
    price_lines = PriceLineSerializer(many=True, read_only=True)

    class Meta:
        model = Lot
        fields = (
            "id",
            "tender",
            "number",
            "title",
            "description",
            "cpv",
            "cpv_label",
            "minimum_turnover_eur",
            "minimum_turnover_reason",
            "month_weights",
            "holiday_multiplier",
            "event_days",
            "event_multiplier",
            "yearly_volume_cv",
            "weekly_volume_cv",
            "profiles",
            "contact_types",
            "requirements",
            "criteria",
            "ess_clause",
            "subcontracting_rule",
            "essential_tasks",
            "price_lines",
        )


class TenderSerializer(serializers.ModelSerializer[Tender]):
    """A published consultation.

    ``frozen_content`` is what publication froze; ``fingerprint`` the SHA-256 of its canonical JSON (keys
    sorted, no blanks, UTF-8), so that anyone can recompute it.
    """

    buyer_name = serializers.CharField(source="buyer.legal_name", read_only=True)
    buyer_siret = serializers.CharField(source="buyer.siret", read_only=True)
    state_label = serializers.CharField(
        source="get_state_display", read_only=True, help_text="État, en français."
    )
    lot_ids: serializers.ManyRelatedField = serializers.PrimaryKeyRelatedField(  # type: ignore[assignment]
        source="lots", many=True, read_only=True
    )
    frozen_content = serializers.DictField(read_only=True)
    money = serializers.SerializerMethodField(help_text="Lecteurs du dossier et auditeurs ; sinon null.")

    class Meta:
        model = Tender
        fields = (
            "reference",
            "buyer_name",
            "buyer_siret",
            "state",
            "state_label",
            "title",
            "description",
            "procedure",
            "buyer_kind",
            "followed_procedure",
            "publicity",
            "preinformation_sent_on",
            "urgency_reason",
            "starts_on",
            "duration_months",
            "deadline_at",
            "questions_due_at",
            "is_fictitious",
            "published_at",
            "opened_at",
            "ranked_at",
            "abandoned_at",
            "abandonment_reason",
            "concluded_at",
            "no_allotment_reason",
            "environmental_clause",
            "social_clause",
            "no_social_clause_reason",
            "deaf_access",
            "deaf_access_note",
            "personal_data",
            "money",
            "lot_ids",
            "fingerprint",
            "frozen_content",
        )

    @extend_schema_field(
        {
            "type": ["object", "null"],
            "properties": {
                "estimated_value_eur": {"type": ["string", "null"], "format": "decimal"},
                "budget_eur": {"type": ["string", "null"], "format": "decimal"},
                "budget_fixed_on": {"type": ["string", "null"], "format": "date"},
            },
        }
    )
    def get_money(self, tender: Tender) -> dict[str, Any] | None:
        """Return the estimate and the budget, which are not published: null for who may not read the file."""
        user: Person = self.context["request"].user
        if not can_read_file(user, tender):
            return None
        return {
            "estimated_value_eur": text(tender.estimated_value_eur),
            "budget_eur": text(tender.budget_eur),
            "budget_fixed_on": text(tender.budget_fixed_on),
        }


def text(value: object) -> str | None:
    return None if value is None else str(value)
