"""The five invented bids; no bid of the 3919 consultation was ever made public."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from accounts.enums import LegalFamily
from accounts.services import OrganisationData
from bids.workbook.content import Subcontractor

from .applications import application, member, unit
from .people import DOMAIN, Persona, invented_siret, organisation
from .plans import WEEK, WEEKEND, WORKDAYS, Crew, Duty, Plan, crew, employed_by, lent_by

FR, EN, BOTH = ("fr",), ("en",), ("fr", "en")
CALL, CHAT, ALL = ("call",), ("chat",), ("call", "chat")
RELAY = "Relais Contact (fictif)"

SOLIDAIRE = organisation(
    11, "Fédération Écoute Solidaire", LegalFamily.ASSOCIATION, "RNA W759999911 (fictif)"
)
VOIX = organisation(
    12, "Coopérative Voix Communes", LegalFamily.COOPERATIVE, "Liste des Scop, n° 9912 (fictif)"
)
CONTACT = organisation(13, "Contact Plus Services", LegalFamily.COMMERCIAL)
PASSERELLES = organisation(14, "Association Passerelles", LegalFamily.ASSOCIATION, "RNA W759999914 (fictif)")
PRESENCE = organisation(
    15, "Mutuelle Présence", LegalFamily.MUTUAL, "Répertoire des mutuelles, n° 9915 (fictif)"
)
LIGNES = organisation(31, "Association Lignes Ouvertes", LegalFamily.ASSOCIATION, "RNA W759999931 (fictif)")


@dataclass(frozen=True, slots=True)
class Offer:
    """A bidder and its bid; ``kind`` says what the bid is there to show.

    espd_turnover_eur: yearly turnover of the ESPD that replaces the sheets on the application, if any.
    """

    persona: Persona
    data: OrganisationData
    kind: str
    plan: Plan
    espd_turnover_eur: str = ""


def persona(slug: str, name: str, purpose: str) -> Persona:
    return Persona(f"{slug}@{DOMAIN}", f"{name} (fictif)", purpose)


def relay(levels: tuple[int, ...], tasks: str, amount: str) -> Subcontractor:
    return Subcontractor(
        RELAY,
        invented_siret(30),
        tasks,
        levels,
        ("call",),
        Decimal(amount),
        payment_terms="30 jours, prix révisable une fois l’an",
        direct_payment=True,
        relies_on_capacities=False,
        no_exclusion_declared=True,
    )


def reception(staff: int, morning: int, evening: int, weekend: int) -> Crew:
    """Level 1 in French, from 7 to 23 h."""
    return crew(
        "N1-FR",
        (1,),
        FR,
        CALL,
        staff,
        [
            Duty(WORKDAYS, 7, 15, morning),
            Duty(WORKDAYS, 15, 23, evening),
            Duty(WEEKEND, 7, 15, weekend),
            Duty(WEEKEND, 15, 23, weekend),
        ],
    )


def listeners(staff: int, morning: int, evening: int, weekend: int, night: int = 0) -> Crew:
    """Level 2 in French, from 7 to 23 h, and at night where there is someone."""
    duties = [
        Duty(WORKDAYS, 7, 15, morning),
        Duty(WORKDAYS, 15, 23, evening),
        Duty(WEEKEND, 7, 15, weekend),
        Duty(WEEKEND, 15, 23, weekend),
    ]
    nights = [Duty(WEEK, 23, 31, night)] if night else []
    return crew("N2-FR", (2,), FR, CALL, staff, [*duties, *nights])


def bilingual(staff: int, day: int, night: int) -> Crew:
    """Both levels, both languages, calls and chats, round the clock."""
    return crew(
        "BIL",
        (1, 2),
        BOTH,
        ALL,
        staff,
        [
            Duty(WEEK, 7, 15, day),
            Duty(WEEK, 15, 23, day),
            Duty(WEEK, 23, 31, night),
        ],
    )


def chatters(staff: int, heads: int) -> Crew:
    """Chats in both languages, from 9 to 23 h."""
    return crew("TCHAT", (1,), BOTH, CHAT, staff, [Duty(WEEK, 9, 16, heads), Duty(WEEK, 16, 23, heads)])


def prices(start: str, month: str, call: str, chat: str) -> dict[str, str]:
    return {"mise-en-service": start, "pilotage": month, "appel": call, "tchat": chat}


FEDERATION = Offer(
    persona("federation", "Jeanne Aubert", "fédération de l’ESS, honnête, courte la nuit"),
    SOLIDAIRE,
    "Fédération de l’économie sociale et solidaire : ce qu’elle annonce, son personnel peut le tenir ; "
    "une seule personne répond la nuit.",
    Plan(
        [
            reception(10, 2, 3, 2),
            listeners(25, 7, 7, 5),
            bilingual(11, 2, 1),
            employed_by(LIGNES.legal_name, chatters(4, 1)),
        ],
        prices("210000", "24000", "11.40", "16.00"),
        application=application(
            "Jeanne Aubert (fictif)",
            [
                member(SOLIDAIRE, "Pilotage, accueil et écoute", "4200000"),
                member(LIGNES, "Tchats dans les deux langues", "900000", is_lead=False),
            ],
        ),
    ),
)
COOPERATIVE = Offer(
    persona(
        "cooperative", "Malik Benoît", "coopérative qui promet plus d’heures que ses salariés n’en doivent"
    ),
    VOIX,
    "Coopérative de l’économie sociale et solidaire : les vacations promises dépassent ce que le personnel "
    "déclaré peut légalement travailler.",
    Plan(
        [
            reception(8, 4, 4, 3),
            listeners(20, 10, 10, 8, night=2),
            bilingual(10, 3, 2),
            chatters(4, 2),
        ],
        prices("120000", "15000", "10.10", "12.00"),
        application=application("Malik Benoît (fictif)", [member(VOIX, "Toutes les prestations", "2600000")]),
    ),
)
COMMERCIAL = Offer(
    persona("commercial", "Solène Garcia", "centre d’appels sans qualité ESS"),
    CONTACT,
    "Centre d’appels commercial : dimensionné et moins cher, mais sans la qualité d’entreprise de l’économie "
    "sociale et solidaire.",
    Plan(
        [
            reception(15, 4, 4, 3),
            listeners(38, 9, 9, 7, night=1),
            bilingual(13, 2, 2),
            chatters(4, 1),
        ],
        prices("95000", "12000", "9.90", "11.00"),
        application=application(
            "Solène Garcia (fictif)", [member(CONTACT, "Toutes les prestations", "18000000")]
        ),
    ),
)
PARTNERSHIP = Offer(
    persona("passerelles", "Inès Lambert", "ESS avec un sous-traitant au niveau 1 seulement"),
    PASSERELLES,
    "Association de l’économie sociale et solidaire, titulaire ; le niveau 1 est sous-traité à un centre "
    "d’appels, le niveau 2 reste à ses écoutantes.",
    Plan(
        [
            lent_by(RELAY, reception(15, 4, 4, 3)),
            listeners(34, 8, 8, 6, night=1),
            bilingual(13, 2, 2),
            chatters(4, 1),
        ],
        prices("190000", "23000", "11.90", "15.00"),
        [relay((1,), "Accueil de niveau 1 en français", "1100000")],
        application("Inès Lambert (fictif)", [member(PASSERELLES, "Pilotage et écoute", "3100000")]),
    ),
)
OUTSOURCED = Offer(
    persona("presence", "Thomas Leroy", "ESS qui sous-traite aussi le niveau 2"),
    PRESENCE,
    "Mutuelle de l’économie sociale et solidaire, titulaire ; le niveau 1 et le niveau 2 sont sous-traités, "
    "alors que le niveau 2 est une tâche essentielle.",
    Plan(
        [
            lent_by(RELAY, reception(15, 4, 4, 3)),
            lent_by(RELAY, listeners(34, 8, 8, 6, night=1)),
            bilingual(13, 2, 2),
            chatters(4, 1),
        ],
        prices("160000", "18000", "10.70", "13.00"),
        [relay((1, 2), "Accueil de niveau 1 et écoute de niveau 2 en français", "2900000")],
    ),
    espd_turnover_eur="5200000",
)
OFFERS: Sequence[Offer] = (FEDERATION, COOPERATIVE, COMMERCIAL, PARTNERSHIP, OUTSOURCED)

#: What the invented extract of SIRENE says; INSEE leaves the last two unknown, which is not a no.
UNITS = (
    unit(SOLIDAIRE, "9220", "O", "W759999911"),
    unit(LIGNES, "9220", "O", "W759999931"),
    unit(VOIX, "5458", "O"),
    unit(PASSERELLES, "9220", "O", "W759999914"),
    unit(PRESENCE, "8210", ""),
    unit(CONTACT, "5710", ""),
)
