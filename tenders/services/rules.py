"""What a draft's lot requires, scores, reserves and pays for."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from accounts.models import User

from ..fingerprint import CRITERION_FIELDS, PRICE_FIELDS, REQUIREMENT_FIELDS
from ..models import (
    ContactType,
    Criterion,
    EssClause,
    EssentialTask,
    Lot,
    MinimumRequirement,
    PriceLine,
    SubcontractingRule,
    SubCriterion,
)
from ..sections import Section
from .editing import PLAIN_SAVE, Save, assign, editing, in_row
from .volumes import row_codes

Row = Mapping[str, Any]


def create_row(row: models.Model, fields: Row, allowed: tuple[str, ...], title: str) -> None:
    """Validate and insert one row. Raises ValidationError that names it."""
    try:
        assign(row, fields, allowed)
    except ValidationError as error:
        raise in_row(str(fields.get(title) or "Ligne sans intitulé"), error) from error
    row.save(force_insert=True)


def replace_requirements(
    *, actor: User, lot: Lot, rows: Sequence[Row], now: datetime, save: Save = PLAIN_SAVE
) -> None:
    """Make ``rows`` (MinimumRequirement's fields) the lot's minimum requirements, in this order.

    Raises PermissionDenied, StaleTender, DraftChanged, ValidationError naming the row.
    """
    with editing(actor=actor, tender=lot.tender, section=Section.REQUIREMENTS, lot=lot, now=now, save=save):
        lot.requirements.all().delete()
        for position, row in enumerate(rows, start=1):
            fields = {**row, "position": position}
            create_row(MinimumRequirement(lot=lot), fields, REQUIREMENT_FIELDS, "label")


def replace_criteria(
    *, actor: User, lot: Lot, rows: Sequence[Row], now: datetime, save: Save = PLAIN_SAVE
) -> None:
    """Make ``rows`` the lot's award criteria, in this order.

    A row has Criterion's fields, and ``sub_criteria``: a list of {name, weight} whose weights are
    percentages of the criterion. Totals are checked at publication, not while drafting.
    Raises PermissionDenied, StaleTender, DraftChanged, ValidationError naming the row.
    """
    with editing(actor=actor, tender=lot.tender, section=Section.CRITERIA, lot=lot, now=now, save=save):
        lot.criteria.all().delete()
        for position, row in enumerate(rows, start=1):
            write_criterion(lot, {**row, "position": position})


def write_criterion(lot: Lot, row: Row) -> None:
    criterion = Criterion(lot=lot)
    fields = {name: value for name, value in row.items() if name != "sub_criteria"}
    floor, target = fields.get("floor_share"), fields.get("target_share")
    if floor is not None and target is not None and floor >= target:
        raise ValidationError(
            f"{fields.get('name') or 'Critère sans intitulé'} : le seuil noté 0 est inférieur à l’objectif."
        )
    create_row(criterion, fields, CRITERION_FIELDS, "name")
    for position, part in enumerate(row.get("sub_criteria") or (), start=1):
        fields = {**part, "position": position}
        create_row(SubCriterion(criterion=criterion), fields, ("name", "weight", "position"), "name")


def replace_price_lines(
    *, actor: User, lot: Lot, rows: Sequence[Row], now: datetime, save: Save = PLAIN_SAVE
) -> None:
    """Make ``rows`` the lot's price lines, in this order.

    A row has PriceLine's fields; ``code`` is made from the label when absent; ``contact_type`` is the code
    of one of the lot's contact types, or None.
    Raises PermissionDenied, StaleTender, DraftChanged, ValidationError naming the row.
    """
    with editing(actor=actor, tender=lot.tender, section=Section.PRICES, lot=lot, now=now, save=save):
        lot.price_lines.all().delete()
        known = {contact.code: contact for contact in lot.contact_types.all()}
        for position, (code, row) in enumerate(zip(row_codes(rows), rows, strict=True), start=1):
            fields = {name: value for name, value in row.items() if name != "contact_type"}
            line = PriceLine(lot=lot, contact_type=known_contact(known, row))
            create_row(line, {**fields, "code": code, "position": position}, PRICE_FIELDS, "label")


def known_contact(known: Mapping[str, ContactType], row: Row) -> ContactType | None:
    wished = row.get("contact_type")
    if not wished:
        return None
    if wished not in known:
        raise ValidationError(f"{row.get('label')} : le type de contact « {wished} » n’existe pas.")
    return known[wished]


def save_ess_clause(*, actor: User, lot: Lot, fields: Row, now: datetime, save: Save = PLAIN_SAVE) -> None:
    """Save the ESS reservation: ``reserved`` and ``scope``.

    Raises PermissionDenied, StaleTender, DraftChanged, ValidationError.
    """
    with editing(actor=actor, tender=lot.tender, section=Section.ESS, lot=lot, now=now, save=save):
        write_ess(lot, fields)


def save_subcontracting(
    *,
    actor: User,
    lot: Lot,
    fields: Row,
    essential_tasks: Sequence[Row],
    now: datetime,
    save: Save = PLAIN_SAVE,
) -> None:
    """Save the rule (``allowed``, ``maximum_share`` from 0 to 1) and the essential tasks.

    Raises PermissionDenied, StaleTender, DraftChanged, ValidationError naming the row.
    """
    with editing(actor=actor, tender=lot.tender, section=Section.SUBCONTRACTING, lot=lot, now=now, save=save):
        write_subcontracting(lot, fields, essential_tasks)


def write_ess(lot: Lot, fields: Row) -> None:
    clause, _ = EssClause.objects.get_or_create(lot=lot)
    assign(clause, fields, ("reserved", "scope"))
    clause.save()


def write_subcontracting(lot: Lot, fields: Row, essential_tasks: Sequence[Row]) -> None:
    rule, _ = SubcontractingRule.objects.get_or_create(lot=lot)
    assign(rule, fields, ("allowed", "maximum_share"))
    rule.save()
    lot.essential_tasks.all().delete()
    for row in essential_tasks:
        create_row(EssentialTask(lot=lot), row, ("label", "channel", "language", "level"), "label")
