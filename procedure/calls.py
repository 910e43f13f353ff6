"""What a person at the buyer should do when a moment's hour comes. Pure."""

from datetime import datetime, timedelta

from .chronograph.moment import Moment

#: An older hour is journaled and calls nobody: the site was stopped, or is being brought up to date.
NEWS = timedelta(days=2)

CALLS = {
    "questions_end": "Les questions sont closes : répondez à celles qui attendent.",
    "answers_due": "Des questions attendent leur réponse.",
    "deadline": "La date limite est passée : les plis peuvent être ouverts.",
    "answers_end": "Le délai laissé aux soumissionnaires est passé : leurs réponses peuvent être examinées.",
    "proofs_due": "Le délai de production des preuves arrive à son terme.",
    "standstill_end": "Le délai avant signature est passé : le marché peut être signé si rien ne le suspend.",
    "award_notice": "L’avis d’attribution est à envoyer.",
    "essential_data": "Les données essentielles du marché sont à publier.",
    "retention_end": "La durée de conservation est passée : décidez du sort des pièces, avec les archives.",
}


def call(moment: Moment, now: datetime) -> str:
    """Return the sentence of the e-mail; empty when nobody has to act, or when it is no news."""
    assert moment.due_at is not None
    is_news = now - moment.due_at < NEWS
    to_do = moment.done_at is None and not moment.is_settled
    return CALLS.get(moment.name, "") if is_news and to_do else ""
