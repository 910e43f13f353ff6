"""The capacity engine: given the volumes asked and the staff offered, what would callers live through?

Pure numerics: numpy, scipy and numba, no Django. `python -m scoring.engine quick INPUT.json` runs it alone.
"""

import hashlib
from functools import lru_cache
from pathlib import Path

ENGINE_VERSION = "1.0.0"


def code_fingerprint() -> str:
    """sha256 (hex) over the engine's source files, paths and contents, in path order."""
    return fingerprint_of("**/*.py")


@lru_cache(maxsize=4)
def fingerprint_of(pattern: str) -> str:
    """The same over the files of the engine's folder that match."""
    folder = Path(__file__).parent
    digest = hashlib.sha256()
    for source in sorted(folder.glob(pattern)):
        content = source.read_bytes()
        digest.update(f"{source.relative_to(folder).as_posix()}:{len(content)}:".encode() + content)
    return digest.hexdigest()
