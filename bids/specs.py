"""From a published lot to what the workbook needs to know of it."""

from hashlib import sha256

from audit.journal.canonical import canonical_bytes
from tenders.models import Lot
from ui.formatting import date_paris

from .workbook.spec import ContactTypeSpec, LotSpec, PriceLineSpec


def lot_spec(lot: Lot) -> LotSpec:
    """Return the lot as plain values; its fingerprint is the published consultation's."""
    tender = lot.tender
    contact_types = _contact_types(lot)
    return LotSpec(
        tender_reference=tender.reference,
        tender_title=tender.title,
        lot_number=lot.number,
        lot_title=lot.title,
        fingerprint=tender.fingerprint,
        buyer_name=tender.buyer.legal_name,
        deadline_label=date_paris(tender.deadline_at),
        contact_types=contact_types,
        languages=tuple(dict.fromkeys(kind.language for kind in contact_types)),
        essential_tasks=tuple(task.label for task in lot.essential_tasks.order_by("pk")),
        price_lines=_price_lines(lot),
    )


def spec_sha256(spec: LotSpec) -> str:
    """Return what changes when, and only when, the generated workbook would."""
    return sha256(canonical_bytes(spec.to_dict())).hexdigest()


def _contact_types(lot: Lot) -> tuple[ContactTypeSpec, ...]:
    return tuple(
        ContactTypeSpec(
            code=kind.code,
            label=kind.label,
            channel=kind.channel,
            language=kind.language,
            level=kind.level,
            annual_volume=kind.annual_volume,
            duration_months=lot.tender.duration_months or 12,
        )
        for kind in lot.contact_types.order_by("position", "code")
    )


def _price_lines(lot: Lot) -> tuple[PriceLineSpec, ...]:
    return tuple(
        PriceLineSpec(line.code, line.label, line.unit, line.quantity)
        for line in lot.price_lines.order_by("position", "pk")
    )
