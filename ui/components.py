"""What the tags of `{% load ui %}` take and give: small frozen values, filled by the views of every app."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

TONES = ("neutral", "info", "success", "warning", "danger")


def checked_tone(tone: str) -> str:
    """The tone itself. Raises ValueError when no colour stands for it."""
    if tone not in TONES:
        raise ValueError(f"Ton inconnu : {tone!r} (attendu : {', '.join(TONES)}).")
    return tone


@dataclass(frozen=True)
class Status:
    """A state as a word with a colour."""

    label: str
    tone: str = "neutral"

    def __post_init__(self) -> None:
        checked_tone(self.tone)


@dataclass(frozen=True)
class Task:
    """One line of a task list. Without `url` it cannot be started yet."""

    title: str
    status: Status
    url: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Row:
    """One line of a summary list; `change_url` leads back to where the value was typed."""

    label: str
    value: object
    change_url: str = ""


@dataclass(frozen=True)
class Tab:
    """One tab: a link to a page of its own."""

    label: str
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Step:
    """One moment of a timeline, `done` or to come. `moment` is None while nobody knows it yet."""

    title: str
    moment: datetime | None
    text: str = ""
    actor: str = ""
    status: Status | None = None
    done: bool = True


@dataclass(frozen=True)
class Progress:
    """A long work under way. `total` is 0 while its size is unknown; `state` is running, done or failed.

    stage: changes when there is something new to read before the end; the page is then shown again.
    """

    label: str
    done: int = 0
    total: int = 0
    state: str = "running"
    poll_url: str = ""
    stage: str = ""

    def as_json(self) -> dict[str, object]:
        """What the address `poll_url` answers."""
        found: dict[str, object] = {name: getattr(self, name) for name in ("state", "done", "total", "label")}
        return found | ({"stage": self.stage} if self.stage else {})


@dataclass(frozen=True)
class Crumbs:
    """The way to a page: links, then the page itself."""

    links: Sequence[tuple[str, str]] = field(default_factory=tuple)
    here: str = ""
