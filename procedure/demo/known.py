"""What is publicly known of the 3919 consultation, day by day; nothing here is invented."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Fact:
    """``on``: the day, or the first of its month when ``day_known`` is false.

    ``replayed``: what the file of the replayed story shows of it; empty when there is nothing to show.
    """

    on: date
    text: str
    source: str
    replayed: str = ""
    day_known: bool = True


FACTS = (
    Fact(
        date(2020, 11, 2),
        "À l’Assemblée, le Gouvernement motive un marché : l’État pilote, définit le besoin et paie ; "
        "réponse 24 heures sur 24, accès des personnes sourdes et aphasiques, fuseaux de l’outre-mer.",
        "nosdeputes.fr, intervention 905487",
    ),
    Fact(
        date(2020, 12, 1),
        "La consultation est publiée à la mi-décembre ; les offres sont attendues pour le 1er février 2021.",
        "numerama.com ; 50-50magazine.fr, 26 janvier 2021",
        "publication",
        day_known=False,
    ),
    Fact(
        date(2021, 1, 11),
        "La presse du métier décrit la demande : 120 000 appels et 12 000 tchats, 24 heures sur 24 et "
        "7 jours sur 7, deux langues, réservation à l’économie sociale et solidaire, sous-traitance permise "
        "sauf pour les appels de niveau 2.",
        "en-contact.com, 11 janvier 2021",
        "volumes, réservation et tâche essentielle du lot",
    ),
    Fact(
        date(2021, 1, 14),
        "Sur la plateforme, une question porte sur le nom du service : l’acheteur répond que la marque est "
        "en cours de définition.",
        "yanous.com, 22 janvier 2021 ; franceinter.fr, 14 janvier 2021",
        "question et réponse publiées",
    ),
    Fact(
        date(2021, 1, 20),
        "La fédération qui tient la ligne depuis l’origine ne candidate pas et saisit le tribunal "
        "administratif de Paris d’un référé précontractuel.",
        "50-50magazine.fr, 26 janvier 2021 ; numerama.com",
        "référé enregistré, signature suspendue",
    ),
    Fact(
        date(2021, 1, 25),
        "La procédure est déclarée sans suite : le ministère annonce qu’il réexamine le mode de gestion.",
        "communiqué du 25 janvier 2021, cité par ash.tm.fr et claudinelepage.eu",
        "déclaration sans suite et son motif",
    ),
    Fact(
        date(2021, 2, 1),
        "Date limite annoncée pour les offres : la procédure avait pris fin une semaine plus tôt. Aucune "
        "offre n’a été rendue publique.",
        "numerama.com ; 50-50magazine.fr, 26 janvier 2021",
    ),
    Fact(
        date(2021, 6, 28),
        "La ligne répond 24 heures sur 24 et 7 jours sur 7, tenue par la même fédération.",
        "solidaritefemmes.org (une réponse ministérielle de 2025 dit le 25 août 2021)",
    ),
)
