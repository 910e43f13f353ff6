"""From a published lot to what the workbook needs to know of it."""

from dataclasses import replace
from hashlib import sha256

from audit.journal.canonical import canonical_bytes
from tenders.models import Lot
from tenders.versions.comparison import changes_between
from tenders.versions.models import TenderVersion
from ui.formatting import date_paris

from .workbook.spec import ContactTypeSpec, EarlierVersion, LotSpec, PriceLineSpec


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


def reading_spec(lot: Lot) -> LotSpec:
    """Return the lot as plain values, with the former versions that a workbook may have been made from."""
    versions = list(TenderVersion.objects.filter(tender=lot.tender).order_by("number"))
    if not versions:
        return lot_spec(lot)
    current = versions[-1]
    former = {one.fingerprint: one for one in versions if one.fingerprint != current.fingerprint}
    earlier = tuple(
        EarlierVersion(one.number, one.fingerprint, changes_of_lot(one, current, lot))
        for one in former.values()
    )
    return replace(lot_spec(lot), version=current.number, earlier=earlier)


def changes_of_lot(former: TenderVersion, current: TenderVersion, lot: Lot) -> tuple[str, ...]:
    """Return what changed of this lot, and the duration that its volumes run for."""
    changes = changes_between(former.content, current.content)
    return tuple(
        f"{one.label} ({one.kind_label.lower()})"
        for one in changes
        if one.lot == lot.number or one.field == "duration_months"
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
