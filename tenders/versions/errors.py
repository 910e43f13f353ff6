"""What stops a change of a published consultation, in words for the person who asked for it."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError

from ui.formatting import date_paris

NOTHING = "Rien n’a été modifié."


class DepositsClosed(ValidationError):  # noqa: N818 - named after what happened
    """Bids can no longer be deposited: nothing of the consultation moves any more."""

    def __init__(self, deadline_at: datetime | None, state: str) -> None:
        passed = f"la date limite ({date_paris(deadline_at)}) est passée" if deadline_at else ""
        cause = passed if state == "published" else "la consultation n’est plus ouverte aux dépôts"
        super().__init__(
            f"Trop tard : {cause}. Une consultation se modifie tant que des plis peuvent y être déposés, pas "
            f"après (égalité de traitement ; CJUE 5 avril 2017, Borta, C-298/15). {NOTHING}",
            code="deposits_closed",
        )


class StaleVersion(ValidationError):  # noqa: N818 - named after what happened
    """Someone published another version since the page was shown."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"La version {number} de cette consultation a été publiée depuis que vous avez ouvert la page. "
            f"{NOTHING} Relisez ce qui a changé, puis recommencez si c’est encore utile.",
            code="stale_version",
        )


class DeadlineRefused(ValidationError):  # noqa: N818 - named after what happened
    """The new deadline is not later than the one that binds, or is past already; said at the field."""

    def __init__(self, wished: datetime, current: datetime, now: datetime) -> None:
        if wished <= now:
            cause = f"le {date_paris(wished)} est déjà passé"
        else:
            cause = f"la date limite ne peut que reculer, et elle est fixée au {date_paris(current)}"
        remedy = f"choisissez un moment postérieur au {date_paris(max(current, now))}"
        super().__init__({"deadline_at": f"{cause[0].upper()}{cause[1:]} : {remedy}. {NOTHING}"})


class NoAmendment(ValidationError):  # noqa: N818 - named after what happened
    """The working copy was published or given up meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            "Cette modification n’est plus en préparation : un collègue l’a publiée ou abandonnée "
            f"entre-temps. {NOTHING}",
            code="no_amendment",
        )


class CopyChanged(ValidationError):  # noqa: N818 - named after what happened
    """The working copy says something else than the page that was read before publishing."""

    def __init__(self) -> None:
        super().__init__(
            "La copie de travail a changé depuis que vous avez ouvert cette page (par un collègue ou dans un "
            f"autre onglet). {NOTHING} Relisez la comparaison ci-dessous, puis publiez.",
            code="copy_changed",
        )


class AmendmentRefused(ValidationError):  # noqa: N818 - named after what happened
    """The amendment cannot be published; every reason at once."""

    def __init__(self, reasons: Iterable[str]) -> None:
        super().__init__(list(reasons), code="amendment_refused")
