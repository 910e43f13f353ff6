"""The invented bids as the files that a bidder would send."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from bids.enums import FileRole
from bids.incoming import IncomingFile
from bids.specs import lot_spec
from bids.workbook.generate import fill_workbook
from tenders.models import Lot

from .applications import three_years
from .espd import espd
from .offers import OFFERS, Offer


def workbook(offer: Offer, lot: Lot) -> bytes:
    """Return the XLSX that this bidder fills for the lot."""
    spec = lot_spec(lot)
    return fill_workbook(spec, offer.plan.content(spec))


def letter(offer: Offer) -> bytes:
    """Return the covering letter, a text that says it is invented."""
    text = f"{offer.data.legal_name}\n\nOffre inventée pour la démonstration : {offer.kind}\n"
    return text.encode()


def incoming(offer: Offer, lot: Lot) -> list[IncomingFile]:
    """Return the files as the deposit takes them from a browser."""
    book, note = workbook(offer, lot), letter(offer)
    files = [
        IncomingFile(f"classeur-lot-{lot.number}.xlsx", BytesIO(book), len(book), FileRole.WORKBOOK, lot),
        IncomingFile("lettre-fictive.txt", BytesIO(note), len(note), FileRole.DOCUMENT),
    ]
    if offer.espd_turnover_eur:
        answers = espd(offer.data, three_years(offer.espd_turnover_eur))
        files.append(IncomingFile("dume-fictif.xml", BytesIO(answers), len(answers), FileRole.DOCUMENT))
    return files


def write_all(lot: Lot, folder: Path) -> Iterator[Path]:
    """Write one workbook an offer into ``folder`` and yield the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    for offer in OFFERS:
        path = folder / f"{offer.persona.email.split('@', maxsplit=1)[0]}.xlsx"
        path.write_bytes(workbook(offer, lot))
        yield path
