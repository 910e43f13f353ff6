"""Which of the engine's files a file depends on: what must change for its compiled kernels to be stale."""

import ast
import hashlib
from functools import lru_cache
from pathlib import Path

ENGINE = Path(__file__).parent
PACKAGE = "scoring.engine"


@lru_cache(maxsize=256)
def lineage_sha256(source: Path) -> str:
    """Hex sha256 over `source` and every file of the engine it imports, directly or not, in path order."""
    digest = hashlib.sha256()
    for file in sorted(_lineage(source)):
        content = file.read_bytes()
        digest.update(f"{file.relative_to(ENGINE.parent).as_posix()}:{len(content)}:".encode() + content)
    return digest.hexdigest()


def _lineage(source: Path) -> set[Path]:
    known, waiting = {source}, [source]
    while waiting:
        for parent in _parents(waiting.pop()) - known:
            known.add(parent)
            waiting.append(parent)
    return known


@lru_cache(maxsize=256)
def _parents(source: Path) -> frozenset[Path]:
    """Files of the engine that a file imports when loaded: an import inside a function is no kernel’s."""
    found = set()
    for node in ast.parse(source.read_bytes()).body:
        if isinstance(node, ast.ImportFrom) and node.module and _is_ours(node.module):
            found.add(_file(node.module))
            found.update(_file(f"{node.module}.{name.name}") for name in node.names)
        elif isinstance(node, ast.Import):
            found.update(_file(name.name) for name in node.names if _is_ours(name.name))
    return frozenset(file for file in found if file is not None)


def _is_ours(module: str) -> bool:
    return module == PACKAGE or module.startswith(PACKAGE + ".")


def _file(module: str) -> Path | None:
    """The module's file; a package's own file holds no kernel but may hold a constant. None for a name."""
    place = ENGINE.joinpath(*module.split(".")[2:])
    if place.is_dir():
        return place / "__init__.py"
    return place.with_suffix(".py") if place.with_suffix(".py").is_file() else None
