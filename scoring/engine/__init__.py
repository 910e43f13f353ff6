"""The capacity engine: given the volumes asked and the staff offered, what would callers live through?

Pure numerics: numpy, scipy and numba, no Django. `python -m scoring.engine quick INPUT.json` runs it alone.
"""

import hashlib
from functools import lru_cache
from pathlib import Path

ENGINE_VERSION = "1.1.0"


@lru_cache(maxsize=1)
def code_fingerprint() -> str:
    """sha256 (hex) over the engine's source files, paths and contents, in path order."""
    folder = Path(__file__).parent
    digest = hashlib.sha256()
    for source in sorted(folder.glob("**/*.py")):
        content = source.read_bytes()
        digest.update(f"{source.relative_to(folder).as_posix()}:{len(content)}:".encode() + content)
    return digest.hexdigest()
