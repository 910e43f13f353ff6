"""How the guard says no."""

from typing import Final, NoReturn

from bids.workbook.report import WHOLE_FILE, Issue, Place

SAVE_AS_XLSX: Final = "Ouvrez-le dans un tableur et enregistrez-le au format « Classeur Excel (.xlsx) »."
START_AFRESH: Final = "Téléchargez de nouveau le classeur du lot, recopiez-y vos valeurs et enregistrez-le."


class FileRefused(Exception):  # noqa: N818 - an answer to the bidder, not a failure of ours
    def __init__(self, *issues: Issue) -> None:
        super().__init__("; ".join(issue.message for issue in issues))
        self.issues = issues


def refuse(message: str, remedy: str, place: Place = WHOLE_FILE) -> NoReturn:
    raise FileRefused(Issue("error", *place, message, remedy))
