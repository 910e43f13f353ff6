"""The codes of the checks of a consultation as a whole."""

from ..sections import Section
from .declared import Basis, Declared, advised, must, needed

OBJECT = [
    *must(
        Section.OBJECT,
        ("no_title", "R. 2152-11", "La consultation n’a pas d’intitulé."),
    ),
    *needed(
        Section.OBJECT,
        (
            "other_procedure_without_reason",
            "R. 2123-1, L. 2124-1",
            "Une autre procédure que celle proposée est choisie, sans motif.",
        ),
        (
            "two_phases",
            "R. 2161-6, R. 2161-12, R. 2142-17",
            "La procédure sélectionne d’abord les candidats : ce site ne la conduit pas.",
        ),
    ),
    *advised(
        Section.OBJECT,
        ("negotiated_needs_a_case", "R. 2124-3", "Négociation hors des cas que le code énumère."),
        (
            "national_notice_missing",
            "R. 2131-12",
            "Procédure adaptée à partir de 90 000 € HT : ni BOAMP ni journal d’annonces légales prévus.",
        ),
    ),
    *advised(
        Section.OBJECT,
        (
            "adapted_above_threshold",
            "L. 2124-1 ; avis annexé au code",
            "Procédure adaptée au-delà du seuil des procédures formalisées, hors services sociaux vérifiés.",
        ),
        (
            "european_notice_missing",
            "R. 2131-15, R. 2131-7",
            "Services sociaux à partir de 750 000 € HT : pas d’avis au JOUE prévu.",
        ),
        ("no_buyer_kind", "avis annexé au code", "La nature de l’acheteur n’est pas dite."),
        ("threshold_unknown", "avis annexé au code", "Aucun seuil n’est connu pour ce jour."),
        basis=Basis.SECONDARY,
    ),
    *advised(
        Section.OBJECT,
        (
            "formal_notices_missing",
            "R. 2131-16",
            "Procédure formalisée : BOAMP et JOUE ne sont pas tous deux prévus.",
        ),
        basis=Basis.MEMORY,
    ),
    *advised(
        Section.OBJECT,
        ("no_description", "", "L’objet du marché n’est pas décrit."),
        basis=Basis.PRODUCT,
    ),
]

DATES = [
    *must(
        Section.DATES,
        ("no_deadline", "R. 2151-1", "La date limite de remise des offres n’est pas fixée."),
        ("deadline_past", "R. 2151-1", "La date limite est déjà passée à l’horloge du serveur."),
        (
            "open_delay_unlawful",
            "R. 2161-2, R. 2161-3",
            "Appel d’offres ouvert : moins de 30 jours (15 après une préinformation ou en cas d’urgence).",
        ),
        (
            "followed_delay_unlawful",
            "R. 2123-6, R. 2161-2, R. 2161-3",
            "La procédure adaptée suit un appel d’offres ouvert et n’en tient pas le délai.",
        ),
        ("preinformation_not_sent", "R. 2161-3", "L’avis de préinformation n’est pas encore envoyé."),
        ("no_duration", "R. 2112-4, R. 2121-1", "La durée du marché n’est pas indiquée."),
        ("no_estimate", "R. 2121-1", "La valeur du besoin n’est pas estimée."),
        ("budget_without_date", "L. 2152-3", "Les crédits n’ont pas de date."),
        ("budget_not_yet_fixed", "L. 2152-3", "Les crédits seraient fixés après la publication."),
    ),
    *needed(
        Section.DATES,
        ("starts_before_deadline", "", "Le service commencerait avant la fin de la remise des offres."),
        ("questions_past", "", "La fin des questions est déjà passée à l’horloge du serveur."),
        ("questions_after_deadline", "", "Les questions s’arrêteraient après la date limite."),
    ),
    *advised(
        Section.DATES,
        (
            "open_delay_short",
            "R. 2161-2, R. 2161-3",
            "Appel d’offres ouvert : le délai réduit repose sur la préinformation ou l’urgence déclarée.",
        ),
        (
            "questions_too_late",
            "R. 2132-6",
            "Les questions s’arrêtent trop tard pour y répondre six jours avant la date limite.",
        ),
        ("adapted_delay_short", "R. 2151-1", "Procédure adaptée : moins de 15 jours pour répondre."),
        ("no_budget", "L. 2152-3", "Aucun crédit n’est inscrit : aucune offre ne pourra être inacceptable."),
        (
            "estimate_near_threshold",
            "R. 2121-1, R. 2121-3, R. 2121-4",
            "L’estimation est sous un seuil, à moins de 10 % de lui.",
        ),
        (
            "need_split",
            "R. 2121-4",
            "Avec les consultations de l’année pour des services semblables, un seuil serait atteint.",
        ),
    ),
    *advised(
        Section.DATES,
        (
            "preinformation_out_of_time",
            "R. 2161-3",
            "L’avis de préinformation est trop récent ou trop ancien pour réduire le délai.",
        ),
        basis=Basis.MEMORY,
    ),
    *advised(
        Section.DATES,
        ("no_start", "", "Le début du service n’est pas indiqué."),
        ("budget_below_estimate", "", "Les crédits sont inférieurs à la valeur estimée."),
        basis=Basis.PRODUCT,
    ),
]

LOTS = [
    *must(
        Section.LOTS,
        ("no_lot", "L. 2113-10", "La consultation n’a aucun lot."),
        ("lot_without_title", "L. 2113-10", "Un lot n’a pas d’intitulé."),
        ("lot_without_cpv", "règlement (CE) n° 213/2008", "Un lot n’a pas de code CPV."),
        (
            "no_allotment_reason",
            "L. 2113-10, L. 2113-11, R. 2113-2, R. 2113-3",
            "Le marché n’est pas alloti et le motif n’est pas dit.",
        ),
        ("lots_above_estimate", "R. 2121-1", "La somme des lots dépasse la valeur estimée du besoin."),
    ),
    *advised(
        Section.LOTS,
        ("lot_without_estimate", "R. 2121-1", "Un lot, parmi plusieurs, n’a pas de valeur estimée."),
        ("lots_below_estimate", "R. 2121-1", "La somme des lots reste sous la valeur estimée du besoin."),
    ),
]

DEAF = "loi n° 2016-1321, art. 105 ; décret n° 2017-875, art. 2"
CLAUSES = [
    *must(
        Section.CLAUSES,
        ("no_environmental_clause", "L. 2112-2", "Aucune clause d’exécution ne porte sur l’environnement."),
    ),
    *advised(
        Section.CLAUSES,
        ("no_social_clause", "L. 2112-2-1", "Ni clause sociale ni motif, à partir du seuil européen."),
        ("no_deaf_access", DEAF, "Des appels sont reçus et l’accès des personnes sourdes n’est pas dit."),
        ("deaf_access_reduced", DEAF, "L’accès des personnes sourdes a d’autres heures que le service."),
        ("deaf_access_without_detail", DEAF, "Le moyen et les heures de cet accès ne sont pas précisés."),
        basis=Basis.SECONDARY,
    ),
    *advised(
        Section.CLAUSES,
        ("no_personal_data", "RGPD, art. 28", "Rien n’est dit des données personnelles des appelants."),
        basis=Basis.MEMORY,
    ),
]

OF_TENDER: tuple[Declared, ...] = (*OBJECT, *DATES, *LOTS, *CLAUSES)
