"""Who calls: the buyer's volumes, with the buyer's handle times and patience for every bid."""

from scoring.engine import model
from scoring.inputs.calendar import event_days
from tenders.models import ContactType, Lot

LIVE = frozenset({model.Channel.CALL, model.Channel.CHAT})


def contact_types(lot: Lot, calendar: model.Calendar) -> tuple[model.ContactType, ...]:
    """The lot's contact types in the lot's order; their ids are the buyer's codes."""
    days = event_days(lot, calendar)
    rows = lot.contact_types.select_related("profile", "escalates_to").order_by("position", "code")
    return tuple(contact_type(row, lot, days) for row in rows)


def contact_type(row: ContactType, lot: Lot, days: tuple[model.EventDay, ...]) -> model.ContactType:
    channel = model.Channel(row.channel)
    return model.ContactType(
        id=row.code,
        label=row.label,
        channel=channel,
        language=row.language,
        level=row.level,
        annual_volume=float(row.annual_volume),
        handle_time=handle_time(row),
        patience=patience(row) if channel in LIVE else None,
        due_hours=float(row.due_hours) if row.due_hours and channel not in LIVE else None,
        profile=weekly_profile(row, lot, days),
        volume_uncertainty=model.VolumeUncertainty(float(lot.yearly_volume_cv), float(lot.weekly_volume_cv)),
        redial=model.Redial(float(row.redial_share), float(row.redial_delay_minutes)),
        escalation=escalation(row),
    )


def handle_time(row: ContactType) -> model.HandleTime:
    return model.HandleTime(
        mean_minutes=float(row.handle_time_minutes),
        distribution=model.Distribution(row.handle_time_distribution),
        cv=float(row.handle_time_cv),
    )


def patience(row: ContactType) -> model.Patience:
    return model.Patience(float(row.patience_minutes), float(row.hang_up_at_once_share))


def escalation(row: ContactType) -> model.Escalation | None:
    if row.escalates_to is None or not row.escalation_share:
        return None
    return model.Escalation(row.escalates_to.code, float(row.escalation_share))


def weekly_profile(row: ContactType, lot: Lot, days: tuple[model.EventDay, ...]) -> model.WeeklyProfile:
    """The type's own week (even when it has none) in the lot's year."""
    hours = row.profile.weights if row.profile else [1] * model.HOURS_PER_WEEK
    return model.WeeklyProfile(
        hour_weights=tuple(float(weight) for weight in hours),
        month_weights=tuple(float(weight) for weight in lot.month_weights),
        holiday_multiplier=float(lot.holiday_multiplier),
        event_days=days,
    )
