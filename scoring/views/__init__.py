"""The pages of capacity."""

from .asking import cancel, launch
from .reading import download, progress, progress_json, result, run_progress_json
from .what_if import ask_what_if, what_if, what_if_json

__all__ = [
    "ask_what_if",
    "cancel",
    "download",
    "launch",
    "progress",
    "progress_json",
    "result",
    "run_progress_json",
    "what_if",
    "what_if_json",
]
