"""What stops the launcher, each said in one French sentence."""

import errno
from pathlib import Path


class Refusal(Exception):  # noqa: N818 - it is an answer, not a malfunction
    """The launcher cannot do what was asked; the message is the sentence to show."""


class StepFailed(Refusal):
    """A command that the launcher ran has failed; ``log`` says where its output is."""

    def __init__(self, message: str, *, tail: str = "", log: Path | None = None) -> None:
        super().__init__(message)
        self.tail = tail
        self.log = log


class Interrupted(BaseException):
    """Somebody asked to stop (Ctrl-C, TERM, HUP); not an Exception, so that no step swallows it."""

    def __init__(self, signum: int) -> None:
        super().__init__(signum)
        self.signum = signum


NO_SPACE = (
    "Il n’y a plus de place sur le disque{where} : libérez de l’espace, puis relancez ; rien n’est perdu."
)
#: What other programs print, and the sentence that a reader understands.
KNOWN_OUTPUTS = (
    ("No space left on device", NO_SPACE.format(where="")),
    ("ENOSPC", NO_SPACE.format(where="")),
    (
        "THESE PACKAGES DO NOT MATCH THE HASHES",
        "Un paquet reçu ne correspond pas à son empreinte : rien n’a été installé.",
    ),
    (
        "No matching distribution found",
        "Un paquet Python manque sur le dépôt joignable d’ici : vérifiez le réseau ou le miroir de pip.",
    ),
    (
        "Temporary failure in name resolution",
        "Le réseau ne répond pas : les paquets n’ont pas pu être téléchargés.",
    ),
    ("ENOTFOUND", "Le réseau ne répond pas : les paquets npm n’ont pas pu être téléchargés."),
)


def known_sentence(output: str) -> str | None:
    """Return the sentence for a cause recognised in a program's output."""
    return next((sentence for sign, sentence in KNOWN_OUTPUTS if sign in output), None)


def sentence_for(error: OSError) -> str:
    """Turn a refusal of the operating system into one sentence."""
    where = f" ({error.filename})" if error.filename else ""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return NO_SPACE.format(where=where)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return f"Cet utilisateur n’a pas le droit d’écrire{where} : choisissez un autre dossier avec --state."
    return f"Le système a refusé une opération{where} : {error.strerror or error}."
