"""Words that betray a criterion or an indicator which courts or experience condemned.

Each function reads a text folded to lower case without accents; what it finds is worth a question, no more.
"""

import re

#: Picking up, as opposed to talking: a ceiling on it says nothing of how long people are listened to.
PICK_UP = re.compile(r"decroch|repon[ds]|attente|prise? en charge|prise d.appel|delai|acces|pris\b")
HANDLE_TIME = re.compile(
    r"\bdmt\b|\bdmc\b|\baht\b|(?:duree|temps) moyen(?:ne)?s? (?:de |d.)?(?:l.|la )?"
    r"(?:traitement|communication|conversation|appel|entretien|echange|ecoute)"
    r"|(?:duree|temps) (?:maximale?|maximum|max) (?:de |d.)?(?:l.|la )?"
    r"(?:traitement|communication|conversation|appel|entretien|echange|ecoute)"
    r"|(?:duree|temps) (?:de |d.)(?:l.|la )?(?:traitement|communication|conversation|appel|entretien|ecoute)"
    r"[^.;]{0,30}(?:inferieure?|moins|plafon|au plus|maxim|<|≤)"
)
CEILING = re.compile(
    r"(?:moins de|inferieure?s? a|au plus|maximum(?: de)?|<=?|≤) ?\d+(?:[.,]\d+)? ?(?:min(?:utes?)?\b|mn\b|')"
)
CONFORMITY = re.compile(
    r"\bconformit|conforme (?:au|aux|a la)|respect (?:du|des|de la) "
    r"(?:cahier|cctp|ccap|exigence|prescription|specification|reglement)|completude|caractere complet"
)
CANDIDACY = re.compile(r"\breferences?\b|chiffre d.affaires|capacites? financiere|effectif global")
RESERVED = re.compile(
    r"reserve[es]* (?:aux?|a des|a l.|a la)[^.;]{0,60}(?:\bess\b|economie sociale|solidaire|\besus\b)"
)


def punishes_listening(text: str) -> bool:
    """Does it reward or cap the length of a call?"""
    if HANDLE_TIME.search(text):
        return True
    return bool(CEILING.search(text)) and not PICK_UP.search(text)


def checks_conformity(text: str) -> bool:
    """Does it mark what every bid must hold anyway?"""
    return bool(CONFORMITY.search(text))


def judges_the_candidate(text: str) -> bool:
    """Does it mark the firm rather than its offer?"""
    return bool(CANDIDACY.search(text))


def speaks_of_reservation(text: str) -> bool:
    """Does it say that the contract is reserved to the social economy?"""
    return bool(RESERVED.search(text))
