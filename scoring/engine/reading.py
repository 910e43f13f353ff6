"""From plain JSON types to a valid `EngineInput`, or to the list of everything that is wrong."""

import re
import zoneinfo
from collections.abc import Sequence
from functools import lru_cache

from scoring.engine import model
from scoring.engine.faults import Fault, InvalidInputError, Reader
from scoring.engine.reading_contacts import read_contact_type

MINUTES_PER_DAY = 1440

# Beyond these sizes the input is a mistake, not a contact centre; they bound time and memory.
MAX_WEEKS, MAX_TYPES, MAX_GROUPS, MAX_SHIFTS, MAX_TARGETS = 156, 64, 100, 500, 50
MAX_HEADCOUNT = 50_000
# A mean known to worse than a factor of about three says nothing worth a band.
MAX_DOUBT = 1.0
# A verdict names its measures by the targets' ids and by these.
_RESERVED = re.compile(r"(answered_share|completed_share|occupancy|abandoned)(:.*)?", re.DOTALL)


def read_input(document: object) -> model.EngineInput:
    """Raises InvalidInputError with every fault, each with its JSON path."""
    faults: list[Fault] = []
    root = Reader(document, "$", faults)
    if root.text("schema") not in ("", model.SCHEMA):
        root.note("schema", f"cette version du moteur lit « {model.SCHEMA} »")
    data = model.EngineInput(
        calendar=_calendar(root.child("calendar")),
        contact_types=tuple(map(read_contact_type, root.objects("contact_types", MAX_TYPES, at_least=1))),
        groups=tuple(map(_group, root.objects("groups", MAX_GROUPS))),
        targets=tuple(map(_target, root.objects("targets", MAX_TARGETS))),
        replications=root.integer("replications", 1, 100_000, default=100),
        seed=root.integer("seed", 0, 2**63 - 1, default=3919),
        precision=root.number("precision", 0.0, 1.0, default=0.002),
        uncertainty=_doubt(root),
    )
    root.done()
    faults += _links(data)
    if faults:
        raise InvalidInputError(faults)
    return data


def _calendar(read: Reader) -> model.Calendar:
    calendar = model.Calendar(
        start_on=read.day("start_on"),
        weeks=read.integer("weeks", 1, MAX_WEEKS, default=52),
        time_zone=read.text("time_zone") if read.has("time_zone") else "Europe/Paris",
        public_holidays=tuple(
            read.parsed_day(place, item) for place, item in read.items("public_holidays", 200)
        ),
    )
    if calendar.time_zone not in _time_zones():
        read.note("time_zone", "fuseau horaire inconnu (par exemple Europe/Paris)")
    read.done()
    return calendar


@lru_cache(maxsize=1)
def _time_zones() -> frozenset[str]:
    """Listing them opens some six hundred files: once a process, not once an input."""
    return frozenset(zoneinfo.available_timezones())


def _doubt(parent: Reader) -> model.InputUncertainty:
    known = model.InputUncertainty()
    if not parent.has("uncertainty"):
        return known
    read = parent.child("uncertainty")
    found = model.InputUncertainty(
        volume_cv=read.number("volume_cv", 0.0, MAX_DOUBT, default=known.volume_cv),
        handle_time_cv=read.number("handle_time_cv", 0.0, MAX_DOUBT, default=known.handle_time_cv),
        patience_cv=read.number("patience_cv", 0.0, MAX_DOUBT, default=known.patience_cv),
        absence_cv=read.number("absence_cv", 0.0, MAX_DOUBT, default=known.absence_cv),
    )
    read.done()
    return found


def _group(read: Reader) -> model.Group:
    group = model.Group(
        id=read.text("id"),
        label=read.text("label"),
        employer=_employer(read.child("employer")),
        skills=read.texts("skills", MAX_TYPES, at_least=1),
        shifts=tuple(map(_shift, read.objects("shifts", MAX_SHIFTS))),
        declared_staff=read.integer("declared_staff", 0, 200_000),
        contract_hours_per_week=read.above_zero("contract_hours_per_week", 168.0, default=35.0),
        absence_share=read.number("absence_share", 0.0, 1.0, default=0.0),
        shrinkage_share=read.number("shrinkage_share", 0.0, 1.0, default=0.0),
        chat_concurrency=read.integer("chat_concurrency", 1, 10, default=1),
        chat_growth_share=read.number("chat_growth_share", 0.0, 5.0, default=0.0),
        ramp_up_weeks=read.integer("ramp_up_weeks", 0, 13, default=0),
    )
    read.done()
    return group


def _employer(read: Reader) -> model.Employer:
    found = model.Employer(name=read.text("name"), is_subcontractor=read.flag("is_subcontractor"))
    read.done()
    return found


def _shift(read: Reader) -> model.Shift:
    shift = model.Shift(
        days=tuple(read.whole(place, day, 0, 6) for place, day in read.items("days", 7, at_least=1)),
        start_minute=read.integer("start_minute", 0, MINUTES_PER_DAY - 1),
        end_minute=read.integer("end_minute", 1, 2 * MINUTES_PER_DAY),
        headcount=read.integer("headcount", 0, MAX_HEADCOUNT),
        break_minutes=read.integer("break_minutes", 0, MINUTES_PER_DAY, default=0),
        site=read.text("site") if read.has("site") and read.raw("site") != "" else "",
    )
    _check_shift(read, shift)
    read.done()
    return shift


def _check_shift(read: Reader, shift: model.Shift) -> None:
    length = shift.end_minute - shift.start_minute
    if not 0 < length <= MINUTES_PER_DAY:
        read.note("end_minute", "la fin vient après le début, et au plus vingt-quatre heures plus tard")
    elif shift.break_minutes >= length:
        read.note("break_minutes", "la pause est plus longue que le poste")
    if len(set(shift.days)) != len(shift.days):
        read.note("days", "un jour est donné deux fois")


def _target(read: Reader) -> model.Target:
    target = model.Target(
        id=read.text("id"),
        label=read.text("label"),
        measure=read.choice("measure", model.Measure.SERVICE_LEVEL),
        share=read.number("share", 0.0, 1.0),
        threshold_seconds=read.number("threshold_seconds", 0.0, 86_400.0, default=60.0),
        service_level=read.choice("service_level", model.ServiceLevel.OFFERED, optional=True),
        channels=_channels(read),
        languages=read.texts("languages", 50),
        levels=tuple(read.whole(place, level, 1, 9) for place, level in read.items("levels", 9)),
    )
    if _RESERVED.fullmatch(target.id):
        read.note("id", f"« {target.id} » nomme une mesure : une cible s’appelle autrement")
    read.done()
    return target


def _channels(read: Reader) -> tuple[model.Channel, ...]:
    names = read.texts("channels", 5)
    for name in set(names) - set(model.Channel):
        read.note("channels", f"canal inconnu : « {name} »")
    return tuple(model.Channel(name) for name in names if name in set(model.Channel))


def _links(data: model.EngineInput) -> list[Fault]:
    known = {contact_type.id: contact_type for contact_type in data.contact_types}
    crowd = sum(shift.headcount for group in data.groups for shift in group.shifts)
    faults = _twice("contact_types", [item.id for item in data.contact_types])
    faults += _twice("groups", [item.id for item in data.groups])
    faults += _twice("targets", [item.id for item in data.targets])
    for index, group in enumerate(data.groups):
        faults += [
            Fault(f"$.groups[{index}].skills[{rank}]", f"type de contact inconnu : « {skill} »")
            for rank, skill in enumerate(group.skills)
            if skill not in known
        ]
        faults += _twice(f"groups[{index}].skills", list(group.skills))
    if crowd > MAX_HEADCOUNT:
        faults.append(Fault("$.groups", f"les postes totalisent {crowd} personnes, plus de {MAX_HEADCOUNT}"))
    for index, contact_type in enumerate(data.contact_types):
        faults += _escalation_faults(f"$.contact_types[{index}].escalation.to", contact_type, known)
    return faults


def _escalation_faults(
    path: str, contact_type: model.ContactType, known: dict[str, model.ContactType]
) -> list[Fault]:
    seen = {contact_type.id}
    step = contact_type.escalation
    if step and step.to not in known:
        return [Fault(path, f"type de contact inconnu : « {step.to} »")]
    while step and step.to in known:
        if step.to in seen:
            return [Fault(path, "l’escalade tourne en rond")]
        seen.add(step.to)
        step = known[step.to].escalation
    return []


def _twice(place: str, names: Sequence[str]) -> list[Fault]:
    return [
        Fault(f"$.{place}[{index}]", f"« {name} » est déjà pris")
        for index, name in enumerate(names)
        if name and name in names[:index]
    ]
