"""From an engine input and the lot's questions to everything that a page, a mark or an auditor needs. Pure.

`python -m scoring.capacity RUN.json` recomputes a downloaded run and compares it with what it contains.
"""
