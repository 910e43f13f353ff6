"""Reading a JSON document from a file that anybody may have written: bounded, strict, with plain reasons."""

import json
import re
import sys
from pathlib import Path

MAX_BYTES = 20_000_000
STANDARD_INPUT = Path("-")
_LONGEST_INTEGER = 25


class UnreadableFileError(ValueError):
    """The file holds no JSON document that can be trusted; the reason is in French."""


def read_json(path: Path) -> tuple[object, bytes]:
    """(the document, the bytes read); `-` is the standard input. Raises UnreadableFileError."""
    content = _bytes(path)
    if len(content) > MAX_BYTES:
        raise UnreadableFileError(f"fichier de plus de {MAX_BYTES // 1_000_000} Mo")
    try:
        text = content.decode("utf-8-sig")
        found: object = json.loads(
            text, object_pairs_hook=_object, parse_constant=_constant, parse_int=_integer
        )
    except json.JSONDecodeError as error:
        reason = f"JSON illisible, ligne {error.lineno}, colonne {error.colno}"
        raise UnreadableFileError(reason) from error
    except UnicodeDecodeError as error:
        raise UnreadableFileError("le fichier n’est pas en UTF-8") from error
    except RecursionError as error:
        raise UnreadableFileError("JSON emboîté trop profondément") from error
    return found, content


def _bytes(path: Path) -> bytes:
    """One byte more than allowed at most: a device has no size and no end."""
    try:
        if path == STANDARD_INPUT:
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise UnreadableFileError("fichier introuvable") from error
    except IsADirectoryError as error:
        raise UnreadableFileError("c’est un dossier, pas un fichier") from error
    except (OSError, ValueError) as error:
        raise UnreadableFileError("fichier impossible à lire") from error


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Of two values for one key, which one was meant? Nobody can tell."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise UnreadableFileError(f"la clé {_shown(twice)} est donnée deux fois dans le même objet")
    return found


def _shown(key: str) -> str:
    return "« " + re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]", "?", key[:60]) + " »"


def _constant(name: str) -> float:
    raise UnreadableFileError(f"« {name} » n’est pas un nombre du format JSON")


def _integer(text: str) -> int:
    if len(text) > _LONGEST_INTEGER:
        raise UnreadableFileError(f"nombre entier de {len(text)} chiffres")
    return int(text)
