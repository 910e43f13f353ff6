"""The pages of capacity."""

from .asking import cancel, launch
from .reading import download, progress, progress_json, result
from .what_if import what_if, what_if_json

__all__ = ["cancel", "download", "launch", "progress", "progress_json", "result", "what_if", "what_if_json"]
