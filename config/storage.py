"""Static files with their hash in the name, so that a page and its style never disagree after an update."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """A missing file is an error when collecting, a plain name when serving pages in tests."""

    manifest_strict = False
