"""Which kinds of agent to hire: the input's own groups, or one kind a language and level."""

import dataclasses
from collections import defaultdict

from scoring.engine.minimal.labour import Labour
from scoring.engine.model import Channel, ContactType, Employer, EngineInput, Group

# Someone is waiting on the line, then on the screen; what is deferrable comes after both.
URGENCY = tuple(Channel)
ANYBODY = Employer("Effectif calculé")


def profiles(data: EngineInput, labour: Labour) -> tuple[Group, ...]:
    """Groups without shifts. Groups of the input with the same skills are one profile, the first of them."""
    kept: dict[frozenset[str], Group] = {}
    for group in data.groups:
        kept.setdefault(frozenset(group.skills), group)
    if kept:
        return tuple(
            dataclasses.replace(group, shifts=(), declared_staff=0, ramp_up_weeks=0)
            for group in kept.values()
        )
    by_level = defaultdict[int, list[ContactType]](list)
    for item in data.contact_types:
        by_level[item.level].append(item)
    return tuple(group for level in sorted(by_level) for group in _of_level(level, by_level[level], labour))


def _of_level(level: int, types: list[ContactType], labour: Labour) -> list[Group]:
    """Agents of the language with most work, and for each other language agents who speak both."""
    work = defaultdict[str, float](float)
    for item in types:
        work[item.language] += item.annual_volume * item.handle_time.mean_minutes
    main = max(work, key=lambda language: work[language])
    others = [language for language in work if language != main]
    return [
        _profile(level, languages, types, labour) for languages in [(main,), *((o, main) for o in others)]
    ]


def _profile(level: int, languages: tuple[str, ...], types: list[ContactType], labour: Labour) -> Group:
    """The most urgent channel first, then the language that fewest speak."""
    served = [item for item in types if item.language in languages]
    served.sort(key=lambda item: (URGENCY.index(item.channel), languages.index(item.language)))
    spoken = " et ".join(sorted(languages, reverse=len(languages) > 1 and languages[0] < languages[-1]))
    return Group(
        id=f"n{level}-{'-'.join(languages)}",
        label=f"Niveau {level}, {spoken}",
        employer=ANYBODY,
        skills=tuple(item.id for item in served),
        shifts=(),
        declared_staff=0,
        contract_hours_per_week=labour.contract_hours_per_week,
        absence_share=labour.absence_share,
        shrinkage_share=labour.shrinkage_share,
        chat_concurrency=labour.chats_at_once,
    )
