"""`python -m scoring.capacity RUN.json`: recompute a downloaded run, without the web application."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scoring.capacity.questions import Question
from scoring.capacity.whole import compute
from scoring.engine import code_fingerprint
from scoring.engine.model import EngineInput
from scoring.fingerprint import fingerprint


def recompute(run: Mapping[str, Any]) -> tuple[str, str]:
    """(fingerprint that the run states, fingerprint of what this machine computes)."""
    asked = [Question.from_dict(one["question"]) for one in run["output"]["answers"]]
    document = compute(EngineInput.from_dict(run["input"]), asked, lambda _done, _total: None)
    return run["output_sha256"], fingerprint(document)


def main(path: str) -> int:
    """Say whether the result is the same; 0 when it is, 1 when not."""
    run = json.loads(Path(path).read_text("utf-8"))
    stated, computed = recompute(run)
    same_code = run["engine_sha256"] == code_fingerprint()
    sys.stdout.write(f"Empreinte indiquée  : {stated}\nEmpreinte recalculée : {computed}\n")
    sys.stdout.write("Code du moteur : identique.\n" if same_code else "Code du moteur : autre version.\n")
    sys.stdout.write("Résultat identique.\n" if stated == computed else "Résultat DIFFÉRENT.\n")
    return 0 if stated == computed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
