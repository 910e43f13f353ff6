"""What a change of a published consultation is worth: a detail, important, or another need.

R. 2151-4, 2°: an important change prolongs the time to bid, in proportion. CJUE 5 April 2017, Borta,
C-298/15: before the bids, and never so substantial that others would have come. CE 24 March 2025, Préfet de
police, n° 499221: what is substantial is important too. The codes give no figure: those below are marked so.
"""

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import IntEnum, StrEnum
from typing import Any

from .marks import Mark

PROLONGED, BORTA = "R. 2151-4, 2°", "CJUE 5 avril 2017, Borta, C-298/15"
#: Above this part of words changed, a text no longer says the same.
DETAIL_SHARE = 0.1
#: Above this part of the volume announced, the need is another one.
FAR_BEYOND = Decimal("0.5")


class Level(IntEnum):
    DETAIL = 1
    IMPORTANT = 2
    SUBSTANTIAL = 3

    @property
    def label(self) -> str:
        return {1: "Détail", 2: "Importante", 3: "Substantielle"}[self.value]


class Kind(StrEnum):
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Changed:
    """A change as plain values; ``field`` names it without its lot and row (« contact_types.label »)."""

    field: str
    kind: Kind = Kind.CHANGED
    before: Any = None
    after: Any = None


@dataclass(frozen=True, slots=True)
class Rule:
    """What a kind of change is worth; ``refused``: it takes a new procedure, whatever the officer wishes."""

    code: str
    level: Level
    article: str
    mark: Mark
    meaning: str
    holds: Callable[[Changed], bool]
    refused: bool = False

    @property
    def asks(self) -> bool:
        """Must an officer say that the warning was read?"""
        return self.level is Level.SUBSTANTIAL and not self.refused


def among(*fields: str) -> Callable[[Changed], bool]:
    """Is it one of these fields, or of the rows under one of them?"""
    return lambda one: any(one.field == field or one.field.startswith(f"{field}.") for field in fields)


def comes_or_goes(*fields: str) -> Callable[[Changed], bool]:
    return lambda one: one.field in fields and one.kind in {Kind.ADDED, Kind.REMOVED}


def number(value: Any) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def grows(one: Changed) -> bool:
    before, after = number(one.before), number(one.after)
    return before is not None and after is not None and after > before


def far_beyond(one: Changed) -> bool:
    before, after = number(one.before), number(one.after)
    return bool(before) and after is not None and abs(after - before) > FAR_BEYOND * before  # type: ignore[operator]


def is_small_text(one: Changed) -> bool:
    """Do no number and at most a tenth of the words change, on either side?"""
    if not (isinstance(one.before, str) and isinstance(one.after, str)):
        return False
    if re.findall(r"\d+", one.before) != re.findall(r"\d+", one.after):
        return False
    old, new = one.before.split(), one.after.split()
    if [*map(letters, old)] == [*map(letters, new)]:
        return True
    return difflib.SequenceMatcher(None, old, new, autojunk=False).ratio() >= 1 - DETAIL_SHARE


def letters(word: str) -> str:
    """Return a word as it reads when case, accents and punctuation are left out."""
    return re.sub(r"\W", "", unicodedata.normalize("NFKD", word)).casefold()


#: What no bid depends on: the source of a figure, a rank, why the buyer chose its procedure.
REMARKS = {"source_note", "position", "procedure_reason"}


def notes(one: Changed) -> bool:
    return one.kind is Kind.MOVED or one.field.rpartition(".")[2] in REMARKS


RULES: tuple[Rule, ...] = (
    Rule(
        "money_fixed",
        Level.SUBSTANTIAL,
        "L. 2152-3",
        Mark.VERIFIED,
        "Les crédits se fixent avant le lancement : les changer ensuite déciderait du sort d’offres déjà "
        "faites.",
        among("budget_eur", "budget_fixed_on"),
        refused=True,
    ),
    Rule(
        "estimate_dated",
        Level.SUBSTANTIAL,
        "R. 2121-1, R. 2121-3, R. 2121-4",
        Mark.VERIFIED,
        "Le besoin s’estime au jour de l’avis : l’estimation qui a fondé la procédure reste au dossier.",
        among("estimated_value_eur", "lot.estimated_value_eur"),
        refused=True,
    ),
    Rule(
        "lots_counted",
        Level.SUBSTANTIAL,
        "L. 2113-10",
        Mark.VERIFIED,
        "Le nombre des lots est fixé au lancement et les plis s’y rattachent : en ajouter ou en retirer "
        "demande une nouvelle procédure.",
        comes_or_goes("lot"),
        refused=True,
    ),
    Rule(
        "reservation_added",
        Level.SUBSTANTIAL,
        "R. 2113-8",
        Mark.VERIFIED,
        "La réservation doit figurer dans l’avis : elle ne s’ajoute pas à une consultation lancée sans elle.",
        lambda one: one.field == "ess.reserved" and bool(one.after),
        refused=True,
    ),
    Rule(
        "reservation_changed",
        Level.SUBSTANTIAL,
        BORTA,
        Mark.SECONDARY,
        "Qui peut répondre change : d’autres opérateurs se seraient présentés.",
        among("ess"),
    ),
    Rule(
        "procedure_changed",
        Level.SUBSTANTIAL,
        BORTA,
        Mark.SECONDARY,
        "La procédure annoncée n’est plus la même : ses délais et ses garanties non plus.",
        among("procedure", "followed_procedure", "buyer_kind"),
    ),
    Rule(
        "object_changed",
        Level.SUBSTANTIAL,
        BORTA,
        Mark.SECONDARY,
        "L’objet (code CPV principal) change : d’autres opérateurs se seraient présentés.",
        among("lot.main_cpv"),
    ),
    Rule(
        "turnover_changed",
        Level.SUBSTANTIAL,
        BORTA,
        Mark.SECONDARY,
        "Les conditions de participation changent : d’autres opérateurs auraient pu se présenter.",
        among("selection.minimum_turnover_eur"),
    ),
    Rule(
        "longer_contract",
        Level.SUBSTANTIAL,
        "CE, Ville de Paris, citée par la doctrine",
        Mark.SECONDARY,
        "Le marché dure plus longtemps qu’annoncé : c’est une condition initiale du marché.",
        lambda one: one.field == "duration_months" and grows(one),
    ),
    Rule(
        "need_far_beyond",
        Level.SUBSTANTIAL,
        BORTA,
        Mark.INTERPRETATION,
        "Le volume change de plus de moitié : ce n’est plus le besoin annoncé (seuil de moitié : usage de "
        "l’application).",
        lambda one: one.field in {"contact_types.annual_volume", "price_lines.quantity"} and far_beyond(one),
    ),
    Rule(
        "criteria_of_another_nature",
        Level.SUBSTANTIAL,
        BORTA,
        Mark.INTERPRETATION,
        "Un critère apparaît, disparaît ou change de nature : les offres ne seraient plus jugées sur la même "
        "chose.",
        lambda one: comes_or_goes("criteria")(one) or one.field == "criteria.kind",
    ),
    Rule(
        "remark",
        Level.DETAIL,
        PROLONGED,
        Mark.INTERPRETATION,
        "Ordre des lignes, source d’un chiffre ou motif de procédure : l’offre n’en dépend pas.",
        notes,
    ),
    Rule(
        "later_questions",
        Level.DETAIL,
        PROLONGED,
        Mark.INTERPRETATION,
        "On peut poser des questions plus longtemps.",
        lambda one: one.field == "questions_due_at" and (one.after or "") > (one.before or ""),
    ),
    Rule(
        "wording_mended",
        Level.DETAIL,
        PROLONGED,
        Mark.INTERPRETATION,
        "Correction de rédaction : aucun nombre et au plus un mot sur dix.",
        lambda one: not one.field.endswith("_on") and is_small_text(one),
    ),
    Rule(
        "scoring_changed",
        Level.IMPORTANT,
        PROLONGED,
        Mark.VERIFIED,
        "La notation change : chacun doit pouvoir revoir son offre.",
        among("criteria"),
    ),
    Rule(
        "requirements_changed",
        Level.IMPORTANT,
        PROLONGED,
        Mark.VERIFIED,
        "Ce qui est exigé change : chacun doit pouvoir revoir son offre.",
        among("requirements", "subcontracting", "clauses", "lot.description", "selection"),
    ),
    Rule(
        "need_changed",
        Level.IMPORTANT,
        PROLONGED,
        Mark.VERIFIED,
        "Ce qui est à faire, ou son volume, change : effectifs et prix sont à revoir.",
        among("contact_types", "profiles", "calendar", "price_lines", "starts_on", "duration_months"),
    ),
    Rule(
        "document_changed",
        Level.IMPORTANT,
        PROLONGED,
        Mark.VERIFIED,
        "Le texte de la consultation change au-delà d’une correction.",
        lambda _one: True,
    ),
)


def decide(change: Changed) -> Rule:
    """Return the first rule of the table that holds; the last one always does."""
    return next(rule for rule in RULES if rule.holds(change))


def level_of(rules: Iterable[Rule]) -> Level:
    """Return the level of an amendment: that of its weightiest change."""
    return max((rule.level for rule in rules), default=Level.DETAIL)
