"""Checks of the procedure: the one proposed, the one chosen, the publicity, the need as a whole."""

from collections.abc import Iterable
from decimal import Decimal

from ui.formatting import euros

from ..enums import Outlet, ProcedureKind
from ..law.minimal_delays import TWO_PHASES, Procedure
from ..law.procedures import Nature, Publicity
from ..law.thresholds import Limit, Threshold, threshold
from ..proposal import differs
from .facts import Draft
from .problem import Check, Problem

#: Below a threshold by less than this share of it, an estimate is worth a second look.
NEAR = Decimal("0.1")
LIMITS_OF = {
    Nature.SOCIAL: (Limit.SOCIAL, Limit.NO_COMPETITION),
    Nature.OTHER: (Limit.FORMAL, Limit.PUBLICITY, Limit.NO_COMPETITION),
    Nature.UNKNOWN: (Limit.FORMAL, Limit.PUBLICITY, Limit.NO_COMPETITION),
}
JOUE, NATIONAL = {Outlet.JOUE}, {Outlet.BOAMP, Outlet.JAL}
LACKING = {
    Publicity.EUROPEAN: ("european_notice_missing", "un avis au JOUE"),
    Publicity.NATIONAL: ("national_notice_missing", "un avis au BOAMP ou dans un journal d’annonces légales"),
    Publicity.FORMAL: ("formal_notices_missing", "un avis au BOAMP et au JOUE"),
}


def choice(draft: Draft) -> Iterable[Problem]:
    """Yield the choice of another procedure without a word of why, or against the value of the need."""
    tender, proposal = draft.tender, draft.proposal
    if proposal.procedure and differs(tender, proposal) and not tender.procedure_reason.strip():
        proposed = ProcedureKind(proposal.procedure).label
        yield Problem(
            "other_procedure_without_reason",
            "procedure_reason",
            f"La procédure choisie ({tender.get_procedure_display()}) n’est pas celle proposée ({proposed}), "
            "et le motif n’est pas dit.",
            "Donnez le motif, qui reste au dossier, ou choisissez la procédure proposée.",
        )
    if tender.procedure == ProcedureKind.ADAPTED and "above_formal" in proposal.codes:
        yield Problem(
            "adapted_above_threshold",
            "procedure_0",
            "Le besoin atteint le seuil des procédures formalisées et ses codes CPV ne sont pas ceux de "
            "services sociaux vérifiés.",
            "Passez par un appel d’offres, ou vérifiez que l’avis annexé au code cite vos services et "
            "dites-le dans le motif.",
        )


def negotiation(draft: Draft) -> Iterable[Problem]:
    codes = {one.reason.code for one in draft.proposal.alternatives}
    if draft.tender.procedure == ProcedureKind.NEGOTIATED and "negotiated_cases" in codes:
        yield Problem(
            "negotiated_needs_a_case",
            "procedure_3",
            "Un pouvoir adjudicateur ne négocie que dans les cas que le code énumère.",
            "Citez le vôtre dans le motif, ou choisissez l’appel d’offres.",
        )


def two_phases(draft: Draft) -> Iterable[Problem]:
    """Yield what this product does not conduct: it receives an application and its bid together."""
    tender, applied = draft.tender, draft.tender.applied_procedure
    if Procedure(applied) in TWO_PHASES:
        followed = tender.procedure == ProcedureKind.ADAPTED
        yield Problem(
            "two_phases",
            "followed_procedure_0" if followed else "procedure_0",
            f"{applied.label} : les candidats sont d’abord sélectionnés, puis "
            "invités à remettre une offre. Ce site reçoit candidature et offre ensemble.",
            "Conduisez cette procédure sur un profil d’acheteur qui sélectionne les candidats, ou choisissez "
            "ici l’appel d’offres ouvert ou, si le code le permet, la procédure adaptée.",
        )


def buyer(draft: Draft) -> Iterable[Problem]:
    if not draft.tender.buyer_kind:
        yield Problem(
            "no_buyer_kind",
            "buyer_kind_0",
            "La nature de l’acheteur n’est pas dite : les seuils en dépendent.",
            "Choisissez-la ; sans elle, le seuil le plus bas est retenu.",
        )


def unknown_threshold(draft: Draft) -> Iterable[Problem]:
    if "threshold_unknown" in draft.proposal.codes:
        yield Problem(
            "threshold_unknown",
            "procedure_0",
            "Le seuil des procédures formalisées n’est pas connu pour ce jour.",
            "Vérifiez l’avis annexé au code avant de choisir la procédure.",
        )


def limits(draft: Draft) -> list[Threshold]:
    """Return the thresholds that decide for these services, those that are known."""
    facts, names = draft.proposal.facts, LIMITS_OF[draft.proposal.nature]
    found = (threshold(name, facts.buyer, facts.on) for name in names)
    return [row for row in found if row]


def near(draft: Draft) -> Iterable[Problem]:
    value = draft.proposal.facts.value_eur
    for row in limits(draft):
        if value is not None and row.value_eur * (1 - NEAR) <= value < row.value_eur:
            yield Problem(
                "estimate_near_threshold",
                "estimated_value_eur",
                f"L’estimation ({euros(value, 0)} HT) est juste sous le seuil de {euros(row.value_eur, 0)} "
                f"({row.article}).",
                "Vérifiez qu’elle compte les reconductions, les options, tous les lots et les primes : un "
                "besoin ne se découpe pas pour rester sous un seuil.",
            )


def split(draft: Draft) -> Iterable[Problem]:
    """Yield the buyer's consultations of the year for like services, when together they pass a threshold."""
    value = draft.proposal.facts.value_eur
    if value is None or not draft.alike:
        return
    whole = value + sum((one or Decimal(0) for _, one in draft.alike), Decimal(0))
    passed = [row for row in limits(draft) if value < row.value_eur <= whole]
    if passed:
        named = ", ".join(reference for reference, _ in draft.alike)
        yield Problem(
            "need_split",
            "estimated_value_eur",
            f"Avec vos consultations de l’année pour des services du même groupe CPV ({named}), le besoin "
            f"atteindrait {euros(whole, 0)} HT, au-delà du seuil de {euros(passed[0].value_eur, 0)}.",
            "Si c’est le même besoin, estimez-le en entier et suivez la procédure de ce montant.",
        )


def publicity(draft: Draft) -> Iterable[Problem]:
    asked, chosen = draft.proposal.publicity, set(draft.tender.publicity)
    enough = {
        Publicity.EUROPEAN: chosen >= JOUE,
        Publicity.NATIONAL: bool(chosen & (NATIONAL | JOUE)),
        Publicity.FORMAL: chosen >= JOUE | {Outlet.BOAMP},
    }
    if not enough.get(asked, True):
        code, words = LACKING[asked]
        yield Problem(
            code,
            "publicity_0",
            f"La publicité prévue ne comprend pas {words}.",
            "Prévoyez-le et cochez-le, puis envoyez-le : ce site ne l’envoie pas.",
        )


PROCEDURE_CHECKS: tuple[Check, ...] = (
    choice,
    negotiation,
    two_phases,
    buyer,
    unknown_threshold,
    near,
    split,
    publicity,
)
