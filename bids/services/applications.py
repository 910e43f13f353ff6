"""The application of a bid at its opening: the sheets of the workbook, and the ESPD of the deposit."""

from collections.abc import Iterator
from dataclasses import replace

from django.db.models import Q, QuerySet

from ..applications.espd.reading import HEAD_BYTES, Espd, looks_like_espd, read_espd
from ..applications.espd.xml import MAX_BYTES, XmlRefused
from ..applications.joining import Depositor, join
from ..enums import FileRole
from ..models import Bid, SubmissionFile
from ..sealing.access import open_sealed
from ..workbook.application_layout import APPLICATION
from ..workbook.report import WHOLE_FILE, Issue, ReadResult

#: ESPD that one deposit may hold: one a member and a subcontractor, with room.
MAX_ESPDS = 50


def with_application(bid: Bid, result: ReadResult) -> ReadResult:
    """The reading with its application as the deposit's documents complete it; never a refusal.

    Raises DamagedFile or NoSpaceLeft, as reading the workbook does.
    """
    if result.content is None:
        return result
    remarks: list[Issue] = []
    espds = list(_espds(bid, remarks))
    content = result.content
    joined = join(content.application, content.subcontractors, depositor_of(bid), espds)
    remarks += [remark(APPLICATION.name, *words) for words in joined.remarks]
    return replace(
        result,
        content=replace(content, application=joined.application, subcontractors=joined.subcontractors),
        issues=(*result.issues, *remarks),
    )


def depositor_of(bid: Bid) -> Depositor:
    operator = bid.organisation
    return Depositor(operator.legal_name, operator.siret, operator.legal_family, operator.ess_evidence)


def _espds(bid: Bid, remarks: list[Issue]) -> Iterator[Espd]:
    found = 0
    for file in _candidates(bid):
        data = _if_espd(file)
        if data is None:
            continue
        found += 1
        if found > MAX_ESPDS:
            remarks.append(
                remark("", f"Plus de {MAX_ESPDS} DUME sont joints.", "Les suivants ne sont pas lus.")
            )
            return
        try:
            yield read_espd(data)
        except XmlRefused as refusal:
            remarks.append(
                remark(
                    "",
                    f"Le DUME « {file.name} » n’est pas repris : {refusal}.",
                    "Lisez la pièce ; demandez au besoin un DUME au format ESPD-EDM, version 2.1 au moins.",
                )
            )


def _candidates(bid: Bid) -> QuerySet[SubmissionFile]:
    """Documents of the lot or common to all, small enough for a DUME."""
    mine = Q(lot=bid.lot_id) | Q(lot=None)
    small = Q(role=FileRole.DOCUMENT, size_bytes__gt=0, size_bytes__lte=MAX_BYTES)
    return bid.submission.files.filter(mine, small).order_by("position")


def _if_espd(file: SubmissionFile) -> bytes | None:
    with open_sealed(file) as copy:
        head = copy.read(HEAD_BYTES)
        return head + copy.read() if looks_like_espd(head) else None


def remark(sheet: str, message: str, remedy: str) -> Issue:
    place = WHOLE_FILE._replace(sheet=sheet)
    return Issue("warning", *place, message, remedy)
