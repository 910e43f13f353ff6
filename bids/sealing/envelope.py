"""The values of the seal: a closed file as the rest of the application knows it. No Django here."""

import re
import secrets
from dataclasses import dataclass
from typing import Final, Protocol

_REF: Final = re.compile(r"[0-9a-f]{40}")


class Readable(Protocol):
    """A stream of bytes."""

    def read(self, size: int = ..., /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A file that was put away: ``ref`` finds it again, ``sha256`` (hex) and ``size`` (bytes) prove it."""

    ref: str
    size: int
    sha256: str


class NoSpaceLeft(Exception):  # noqa: N818 - a fact about the disk
    """The disk cannot hold what is being deposited; nothing of it was kept."""

    def __init__(self) -> None:
        super().__init__(
            "Le serveur n’a plus assez de place pour recevoir ces fichiers. Rien n’a été enregistré : "
            "réessayez dans quelques minutes, et prévenez l’acheteur si le refus persiste. "
            "Cette tentative est consignée avec son heure."
        )


class DamagedFile(Exception):  # noqa: N818 - a fact about the disk
    """What is on disk is no longer what was received: missing, cut or changed."""

    def __init__(self, ref: str, what: str) -> None:
        self.ref = ref
        super().__init__(
            f"Le fichier conservé sous la référence {ref} {what} : restaurez-le depuis une sauvegarde."
        )


def new_ref() -> str:
    """Return 160 random bits in hexadecimal: it tells nothing of the bidder and cannot be guessed."""
    return secrets.token_hex(20)


def is_ref(text: str) -> bool:
    return _REF.fullmatch(text) is not None
