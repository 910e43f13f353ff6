"""What a bidder should look at again in a deposit; never a reason to refuse it."""

from collections.abc import Iterator

from .enums import FileRole
from .forms import WORKBOOK_NAME
from .models import Submission, SubmissionFile
from .names import has_suffix


def remarks(submission: Submission) -> list[str]:
    """Return sentences for the bidder's eyes, from names and sizes alone: the content is closed."""
    files = list(submission.files.select_related("lot").order_by("position"))
    return [*_suspect_files(files), *_lots_without_workbook(files)]


def _suspect_files(files: list[SubmissionFile]) -> Iterator[str]:
    for file in files:
        if file.size_bytes == 0:
            yield f"« {file.name} » est vide (0 octet)."
        if file.role == FileRole.WORKBOOK and not has_suffix(file.name, WORKBOOK_NAME):
            yield (
                f"« {file.name} » est déposé comme classeur, mais son nom ne finit pas par {WORKBOOK_NAME} : "
                "vérifiez que c’est bien le classeur rempli."
            )


def _lots_without_workbook(files: list[SubmissionFile]) -> Iterator[str]:
    answered = {file.lot for file in files if file.role == FileRole.WORKBOOK}
    for lot in dict.fromkeys(file.lot for file in files if file.lot and file.lot not in answered):
        yield (
            f"Lot {lot.number} : des documents sont joints sans classeur de réponse. "
            "Aucune offre ne sera lue pour ce lot."
        )
