"""The moments of a consultation, in their order, from plain facts. Pure."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from tenders.law.delays import (
    abandoned_records_kept_until,
    judge_due_on,
    records_kept_until,
)
from tenders.law.marks import Mark

from .facts import HoldFacts, RoundFacts, TenderFacts
from .moment import Moment, Nature, by_day
from .of_lot import of_lot

BIDDERS, JUDGE, CLOCK, PEOPLE = "les soumissionnaires", "le juge", "l’horloge", "chaque lecteur"


def moments(facts: TenderFacts, now: datetime) -> list[Moment]:
    """Return what happened and what is due; what can no longer happen is left out."""
    return [*_competition(facts, now), *_evaluation(facts, now), *_endings(facts), *_records(facts, now)]


def next_turn(found: Iterable[Moment], now: datetime) -> datetime | None:
    """Return when time alone next makes one of the moments near or reached, for an unchanged consultation."""
    return min((turn for one in found if (turn := one.turns_at(now))), default=None)


def _competition(facts: TenderFacts, now: datetime) -> Iterator[Moment]:
    yield Moment(
        "publication",
        "Publication",
        Nature.ACT,
        "R. 2131-12 à R. 2131-15",
        done_at=facts.published_at,
        text="Le contenu est figé ; son empreinte est publiée." if facts.published_at else "",
        is_public=True,
    )
    for number, published_at in facts.versions:
        yield Moment(
            "version",
            f"Version {number} publiée",
            Nature.ACT,
            "R. 2151-4",
            done_at=published_at,
            key=str(number),
            is_public=True,
        )
    if facts.published_at:
        yield from _questions(facts, now)
    yield from _deadline(facts)


def _questions(facts: TenderFacts, now: datetime) -> Iterator[Moment]:
    asked_until = facts.questions_due_at
    if asked_until and not (facts.abandoned_at and facts.abandoned_at < asked_until):
        yield Moment(
            "questions_end",
            "Fin des questions",
            Nature.CLOCK,
            "R. 2132-6",
            CLOCK,
            asked_until,
            text="Les questions posées avant sont publiées avec leur réponse, sans leur auteur.",
            is_public=True,
            is_settled=not facts.unanswered or facts.abandoned_at is not None,
        )
    if facts.unanswered and facts.deadline_at and now < facts.deadline_at and not facts.abandoned_at:
        plural = "s" if facts.unanswered > 1 else ""
        yield Moment(
            "answers_due",
            "Derniers renseignements",
            Nature.LIMIT,
            "R. 2132-6",
            due_at=by_day(facts.answers_due_on),
            text=f"{facts.unanswered} question{plural} sans réponse.",
            # Binds formal procedures; a landmark for an adapted one.
            mark=Mark.VERIFIED if facts.is_formal else Mark.INTERPRETATION,
        )


def _deadline(facts: TenderFacts) -> Iterator[Moment]:
    if facts.deadline_at is None or (facts.abandoned_at and facts.abandoned_at < facts.deadline_at):
        return
    yield Moment(
        "deadline",
        "Date limite de remise des offres",
        Nature.CLOCK,
        "R. 2151-5",
        CLOCK,
        facts.deadline_at,
        text="Un pli reçu après est conservé fermé et marqué hors délai.",
        is_public=True,
        is_settled=facts.opened_at is not None or facts.abandoned_at is not None,
    )


def _evaluation(facts: TenderFacts, now: datetime) -> Iterator[Moment]:
    if facts.published_at is None or (facts.abandoned_at and not facts.opened_at):
        return
    yield _opening(facts, now)
    if facts.opened_at and not facts.abandoned_at:
        yield _declarations(facts)
    for one in facts.rounds:
        yield from _round(one)
    if facts.ranked_at or not facts.abandoned_at:
        yield Moment(
            "ranking",
            "Premier classement",
            Nature.ACT,
            "R. 2152-6",
            due_at=facts.opened_at,
            done_at=facts.ranked_at,
            text="Par prix et capacité, aux poids publiés.",
        )


def _opening(facts: TenderFacts, now: datetime) -> Moment:
    due = facts.deadline_at is not None and now > facts.deadline_at
    waiting = "Les plis peuvent être ouverts." if due else "Pas avant la date limite."
    return Moment(
        "opening",
        "Ouverture des plis",
        Nature.ACT,
        "R. 2132-9",
        due_at=facts.deadline_at,
        done_at=facts.opened_at,
        text="" if facts.opened_at else waiting,
    )


def _declarations(facts: TenderFacts) -> Moment:
    waiting = f"{facts.unsigned} personnes doivent encore signer avant de lire les offres."
    if facts.unsigned == 1:
        waiting = "Une personne doit encore signer avant de lire les offres."
    recused = f" Déports : {facts.recused}." if facts.recused else ""
    said = waiting if facts.unsigned else "Chacun a signé."
    return Moment(
        "declarations",
        "Déclarations d’intérêts",
        Nature.ACT,
        "L. 2141-10",
        PEOPLE,
        due_at=facts.opened_at,
        done_at=None if facts.unsigned else facts.opened_at,
        text=f"{said}{recused} Bonne pratique, que le code n’impose pas.",
    )


def _round(one: RoundFacts) -> Iterator[Moment]:
    label = f"{one.label} : fin du délai de réponse"
    yield Moment(
        "answers_end",
        label,
        Nature.CLOCK,
        one.article,
        BIDDERS,
        one.due_at,
        key=one.key,
        is_settled=one.opened_at is not None,
    )
    if one.is_sealed:
        yield Moment(
            "answers_opening",
            f"{one.label} : ouverture des réponses",
            Nature.ACT,
            one.article,
            due_at=one.due_at,
            done_at=one.opened_at,
            key=one.key,
        )


def _endings(facts: TenderFacts) -> Iterator[Moment]:
    for hold in facts.holds:
        yield _hold(hold)
    for lot in facts.lots if facts.opened_at or facts.published_at else ():
        yield from of_lot(facts, lot)
    if facts.abandoned_at:
        yield Moment(
            "abandonment",
            "Déclaration sans suite",
            Nature.ACT,
            "R. 2185-1, R. 2185-2",
            done_at=facts.abandoned_at,
            text=facts.abandonment_reason,
            is_public=True,
        )


def _hold(hold: HoldFacts) -> Moment:
    return Moment(
        "judge",
        "Décision du juge du référé",
        Nature.LIMIT,
        "CJA, R. 551-5",
        JUDGE,
        by_day(judge_due_on(hold.filed_at)),
        done_at=hold.lifted_at,
        text=f"{hold.court} : rien ne se signe avant que la décision ne parvienne (CJA, L. 551-4).",
        key=hold.key,
    )


def _records(facts: TenderFacts, now: datetime) -> Iterator[Moment]:
    """One end of retention for the consultation: the latest of its lots'."""
    ends = [records_kept_until(lot.signed_at) for lot in facts.lots if lot.signed_at]
    closed = [lot.ended_at for lot in facts.lots if lot.ended_at]
    closed += [facts.abandoned_at] if facts.abandoned_at else []
    if not ends and not closed:
        return
    if any(not (lot.signed_at or lot.ended_at) for lot in facts.lots) and not facts.abandoned_at:
        return
    kept_until = max([*ends, *(abandoned_records_kept_until(one) for one in closed)])
    kept = by_day(kept_until)
    yield Moment(
        "retention_end",
        "Fin de conservation des pièces",
        Nature.CLOCK,
        "R. 2184-12",
        CLOCK,
        kept,
        text="" if ends else "Rien n’est signé : les cinq ans sont comptés depuis la fin de la procédure.",
        mark=Mark.VERIFIED if ends else Mark.INTERPRETATION,
        is_settled=facts.records_deleted_at is not None,
    )
    if facts.records_deleted_at or (kept and now >= kept):
        yield Moment(
            "records_deletion",
            "Sort des pièces",
            Nature.ACT,
            "R. 2184-12",
            due_at=kept,
            done_at=facts.records_deleted_at,
            text="Avec le visa des archives.",
        )
