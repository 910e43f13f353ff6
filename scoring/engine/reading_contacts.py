"""One contact type, from plain JSON types: who calls, for how long, how patiently."""

from scoring.engine import model
from scoring.engine.faults import Reader

LIVE = (model.Channel.CALL, model.Channel.CHAT)
MAX_VOLUME, MAX_MINUTES, MAX_WEIGHT = 1e9, 10_080.0, 1e9
MIN_MINUTES = 0.01


def read_contact_type(read: Reader) -> model.ContactType:
    found = model.ContactType(
        id=read.text("id"),
        label=read.text("label"),
        channel=read.choice("channel", model.Channel.CALL),
        language=read.text("language", longest=20),
        level=read.integer("level", 1, 9),
        annual_volume=read.number("annual_volume", 0.0, MAX_VOLUME),
        handle_time=_handle_time(read.child("handle_time")),
        patience=_patience(read.child("patience")) if read.has("patience") else None,
        due_hours=read.above_zero("due_hours", 8760.0) if read.has("due_hours") else None,
        profile=_profile(read.child("profile")) if read.has("profile") else model.WeeklyProfile(),
        volume_uncertainty=_uncertainty(read),
        redial=_redial(read.child("redial")) if read.has("redial") else model.Redial(),
        escalation=_escalation(read.child("escalation")) if read.has("escalation") else None,
    )
    _check_urgency(read, found)
    read.done()
    return found


def _check_urgency(read: Reader, contact_type: model.ContactType) -> None:
    live = contact_type.channel in LIVE
    if live and contact_type.patience is None:
        read.note("patience", "un appel ou un tchat attend : sa patience est nécessaire")
    if live and contact_type.due_hours is not None:
        read.note(
            "due_hours", "un délai ne vaut que pour un travail différable (rappel, courriel, appel sortant)"
        )
    if not live and contact_type.due_hours is None:
        read.note("due_hours", "un travail différable a un délai, en heures")
    if not live and contact_type.patience is not None:
        read.note("patience", "un travail différable a un délai (due_hours), pas de patience")


def _handle_time(read: Reader) -> model.HandleTime:
    distribution = read.choice("distribution", model.Distribution.LOGNORMAL, optional=True)
    values = _observed(read, distribution, MIN_MINUTES)
    found = model.HandleTime(
        mean_minutes=_mean(read, values),
        distribution=distribution,
        cv=read.number("cv", 0.0, 20.0, default=1.0),
        values_minutes=values,
    )
    read.done()
    return found


def _patience(read: Reader) -> model.Patience:
    distribution = read.choice("distribution", model.Distribution.EXPONENTIAL, optional=True)
    values = _observed(read, distribution, 0.0)
    found = model.Patience(
        mean_minutes=_mean(read, values),
        hang_up_at_once_share=read.number("hang_up_at_once_share", 0.0, 1.0, default=0.0),
        distribution=distribution,
        cv=read.number("cv", 0.0, 20.0, default=1.0),
        values_minutes=values,
    )
    read.done()
    return found


def _observed(read: Reader, distribution: model.Distribution, least: float) -> tuple[float, ...]:
    """The values that an empirical law needs and that no other may have."""
    is_empirical = distribution is model.Distribution.EMPIRICAL
    items = read.items("values_minutes", model.MAX_VALUES, at_least=1 if is_empirical else 0)
    if items and not is_empirical:
        read.note("values_minutes", "des valeurs observées vont avec la loi « empirical »")
    return tuple(read.checked(place, item, least, MAX_MINUTES) for place, item in items)


def _mean(read: Reader, values: tuple[float, ...]) -> float:
    """The mean given, or that of the values: given too, it must be the same to a millionth."""
    if not values:
        return read.number("mean_minutes", MIN_MINUTES, MAX_MINUTES)
    mean = model.mean_of(values)
    given = read.number("mean_minutes", MIN_MINUTES, MAX_MINUTES, default=mean)
    if mean < MIN_MINUTES:
        read.note("values_minutes", f"la moyenne des valeurs doit atteindre {MIN_MINUTES:g} minute")
    elif abs(given - mean) > 1e-6 * mean:
        read.note("mean_minutes", f"la moyenne des valeurs est {mean:.7g} : la donner, ou rien")
    return max(mean, MIN_MINUTES)


def _profile(read: Reader) -> model.WeeklyProfile:
    found = model.WeeklyProfile(
        hour_weights=read.numbers("hour_weights", model.HOURS_PER_WEEK, MAX_WEIGHT),
        month_weights=read.numbers("month_weights", 12, MAX_WEIGHT),
        holiday_multiplier=read.number("holiday_multiplier", 0.0, 100.0, default=1.0),
        event_days=tuple(map(_event_day, read.objects("event_days", 366))),
    )
    read.done()
    return found


def _event_day(read: Reader) -> model.EventDay:
    found = model.EventDay(on=read.day("on"), multiplier=read.number("multiplier", 0.0, 100.0))
    read.done()
    return found


def _uncertainty(parent: Reader) -> model.VolumeUncertainty:
    if not parent.has("volume_uncertainty"):
        return model.VolumeUncertainty()
    read = parent.child("volume_uncertainty")
    found = model.VolumeUncertainty(
        yearly_cv=read.number("yearly_cv", 0.0, 5.0, default=0.0),
        weekly_cv=read.number("weekly_cv", 0.0, 5.0, default=0.0),
    )
    read.done()
    return found


def _redial(read: Reader) -> model.Redial:
    found = model.Redial(
        probability=read.number("probability", 0.0, 0.95, default=0.0),
        mean_delay_minutes=read.number("mean_delay_minutes", MIN_MINUTES, MAX_MINUTES, default=20.0),
    )
    read.done()
    return found


def _escalation(read: Reader) -> model.Escalation:
    found = model.Escalation(to=read.text("to"), share=read.number("share", 0.0, 1.0))
    read.done()
    return found
