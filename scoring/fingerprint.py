"""One sha256 for a JSON document that holds computed numbers, the same after a passage through any database.

Canonical form: UTF-8 JSON, keys sorted, no blanks, whole numbers without a point, every other number in the
shortest form that reads back to the same double. `python -m scoring.fingerprint FILE.json` prints it.
"""

import hashlib
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any


def fingerprint(document: Any) -> str:
    """Hex sha256 of the canonical form. Raises ValueError on NaN and infinities, TypeError on other types."""
    text = json.dumps(
        canonical(document), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return hashlib.sha256(text.encode()).hexdigest()


def canonical(value: Any) -> Any:
    """The document with whole floats as integers: 2.0, 2 and -0.0 are written by no two programs alike."""
    if isinstance(value, float) and value.is_integer():
        # float's own repr: that of NumPy's doubles names their type.
        return int(Decimal(float.__repr__(value)))
    if isinstance(value, dict):
        return {key: canonical(item) for key, item in value.items()}
    if isinstance(value, list):
        return [canonical(item) for item in value]
    return value


if __name__ == "__main__":
    sys.stdout.write(fingerprint(json.loads(Path(sys.argv[1]).read_text("utf-8"))) + "\n")
