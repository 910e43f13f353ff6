"""The steps of an award with their dates: what happened, then what is due and by which article."""

from datetime import date, datetime

from accounts.models import User
from tenders.law.delays import award_notice_due_on, essential_data_due_on
from ui.components import Status, Step
from ui.formatting import date_paris, jour

from .models import Award

DONE, TO_COME = Status("Fait", "success"), Status("À venir", "neutral")


def timeline(award: Award, *, is_formal: bool) -> list[Step]:
    """What happened first, then what is to come, in the order of the code."""
    steps = [*of_choice(award), *of_contract(award, is_formal=is_formal), *of_publicity(award)]
    return [one for one in steps if one.done] + [one for one in steps if not one.done]


def of_choice(award: Award) -> list[Step]:
    due = award.proofs_due_at
    text = f"À produire avant le {date_paris(due)}." if due else ""
    asked = step("Preuves demandées (R. 2144-4)", award.proofs_requested_at, award.proofs_requested_by, text)
    return [
        step("Offre pressentie", award.designated_at, award.designated_by, award.reason),
        # Examined without having been asked for: the buyer had them, or got them by itself.
        *([asked] if award.proofs_requested_at or not award.proofs_examined_at else []),
        step(
            "Preuves examinées (R. 2144-4)",
            award.proofs_examined_at,
            award.proofs_examined_by,
            award.proofs_note,
        ),
        step("Attribution (R. 2152-6)", award.awarded_at, award.awarded_by, award.choice_reason),
    ]


def of_contract(award: Award, *, is_formal: bool) -> list[Step]:
    article = "R. 2181-3" if is_formal else "R. 2181-1"
    wait = "R. 2182-1" if is_formal else "délai volontaire"
    from_at = award.sign_from_at
    text = f"Possible à partir du {date_paris(from_at)} ({wait})." if from_at else ""
    return [
        step(f"Candidats écartés informés ({article})", award.informed_at, award.informed_by),
        step("Signature", award.signed_at, award.signed_by, text),
        step("Notification du marché (R. 2182-4)", award.notified_at, award.notified_by),
    ]


def of_publicity(award: Award) -> list[Step]:
    notice = award_notice_due_on(award.signed_at) if award.signed_at else None
    data = essential_data_due_on(award.notified_at) if award.notified_at else None
    return [
        published("Avis d’attribution (R. 2183-1)", award.notice_sent_on, award.notice_reference, notice),
        published("Données essentielles (R. 2196-1)", award.data_published_on, award.data_reference, data),
    ]


def step(title: str, moment: datetime | None, actor: User | None, text: str = "") -> Step:
    if moment is None:
        return Step(title, None, text=text, status=TO_COME, done=False)
    return Step(title, moment, text=text, actor=str(actor), status=DONE)


def published(title: str, day: date | None, reference: str, due_on: date | None) -> Step:
    """An act known by its day alone; above the thresholds it is due by a day."""
    if day is not None:
        return Step(title, None, text=f"Le {jour(day)} : {reference}", status=DONE)
    text = f"Au plus tard le {jour(due_on)}, si le montant l’impose." if due_on else ""
    return Step(title, None, text=text, status=TO_COME, done=False)
