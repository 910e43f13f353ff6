"""What refuses a deposit without looking inside a file."""

from collections.abc import Sequence

from django.conf import settings

from tenders.models import Tender
from ui.formatting import octets

from ..enums import FileRole
from ..errors import DepositRefused
from ..incoming import MAX_FILES, IncomingFile

KEY_LENGTH = 64


def require_deposit(tender: Tender, files: Sequence[IncomingFile], key: str) -> None:
    """Refuse what can be refused without looking inside a file."""
    workbooks = [file for file in files if file.role == FileRole.WORKBOOK]
    if not 0 < len(key) <= KEY_LENGTH:
        raise DepositRefused("La clé d’envoi du formulaire manque : rechargez la page, puis déposez.")
    if not workbooks:
        raise DepositRefused(
            "Joignez le classeur de réponse d’au moins un lot : sans lui il n’y a pas d’offre."
        )
    if any(file.lot and file.lot.tender_id != tender.pk for file in files):
        raise DepositRefused("Un fichier est joint à un lot d’une autre consultation : rechargez la page.")
    if len({file.lot for file in workbooks} - {None}) != len(workbooks):
        raise DepositRefused("Joignez un seul classeur de réponse par lot.")
    require_limits(files)
    for workbook in workbooks:
        require_workbook(workbook)


def require_limits(files: Sequence[IncomingFile]) -> None:
    total = sum(file.size for file in files)
    if len(files) > MAX_FILES:
        raise DepositRefused(
            f"Ce dépôt compte {len(files)} fichiers, la limite est de {MAX_FILES} : "
            "réunissez des documents, par exemple dans un fichier ZIP."
        )
    if total > settings.MAX_DEPOSIT_BYTES:
        raise DepositRefused(too_large(total))


def too_large(total: int) -> str:
    return (
        f"Ce dépôt pèse {octets(total)}, la limite est de {octets(settings.MAX_DEPOSIT_BYTES)}. Rien n’a été "
        "enregistré : allégez les images de vos documents, puis déposez de nouveau."
    )


def require_workbook(file: IncomingFile) -> None:
    if not 0 < file.size <= settings.MAX_WORKBOOK_BYTES:
        raise DepositRefused(
            f"Le classeur « {file.shown_name} » pèse {octets(file.size)} : il doit peser "
            f"de 1 octet à {octets(settings.MAX_WORKBOOK_BYTES)}. Joignez les autres pièces comme documents."
        )
