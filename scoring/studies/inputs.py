"""What a study asks the engine: the lot's volumes and requirements, and kinds of agent to hire."""

import dataclasses
from typing import Any

from tenders.models import Lot

from ..capacity.faults import reason_of
from ..capacity.questions import Question
from ..engine.faults import InvalidInputError
from ..engine.model import EngineInput
from ..fingerprint import canonical
from ..inputs.asked import questions, targets
from ..inputs.calendar import service_calendar
from ..inputs.workload import contact_types
from .errors import CannotStudy

NO_DAY = (
    "La consultation ne dit ni le début du service ni la date limite : sans l’une des deux, l’année à "
    "calculer n’a pas de premier jour. Complétez-la."
)


def study_input(lot: Lot) -> dict[str, Any]:
    """The input as canonical JSON. Raises CannotStudy when the lot does not say enough."""
    return with_agents(lot_input(lot), chats_at_once(lot))


def is_answered(lot: Lot, document: dict[str, Any]) -> bool:
    """Is this input still what the lot asks? Raises CannotStudy."""
    asked = canonical(lot_input(lot).to_dict())
    held = {group["chat_concurrency"] for group in document["groups"]}
    return asked == {**document, "groups": []} and held <= {chats_at_once(lot)}


def lot_input(lot: Lot) -> EngineInput:
    """Volumes and promises, without anybody to answer. Raises CannotStudy."""
    try:
        calendar = service_calendar(lot.tender)
    except ValueError as error:
        raise CannotStudy(NO_DAY) from error
    asked = targets(promises(questions(lot)))
    document = EngineInput(calendar, contact_types(lot, calendar), (), asked).to_dict()
    try:
        return EngineInput.from_dict(document)
    except InvalidInputError as error:
        raise CannotStudy(reason_of(error, document)) from error


def promises(asked: tuple[Question, ...]) -> tuple[Question, ...]:
    """The minimum requirements; without any, what the capacity criteria mark highest, 100 % left out: no
    staff reaches it. (Hours without anybody need no target: somebody is always there.)"""
    counted = [one for one in asked if one.measure != "coverage_holes"]
    required = tuple(one for one in counted if one.kind == "requirement")
    marked = (one for one in counted if one.kind == "criterion" and one.target_share)
    return required or tuple(one for one in marked if one.target_share is not None and one.target_share < 1)


def chats_at_once(lot: Lot) -> int:
    """What the buyer lets one person hold: the least over the lot's chats."""
    held = lot.contact_types.filter(channel="chat").values_list("chat_concurrency", flat=True)
    return min(held, default=1)


def with_agents(data: EngineInput, chats: int) -> dict[str, Any]:
    """The engine is loaded here, so that web processes start without it."""
    from ..engine.minimal.labour import Labour
    from ..engine.minimal.profiles import profiles

    agents = profiles(data, Labour(chats_at_once=chats))
    document: dict[str, Any] = canonical(dataclasses.replace(data, groups=agents).to_dict())
    return document
