"""The codes of the checks of a lot."""

from ..sections import Section
from .declared import Basis, Declared, advised, must, needed

DIJON = "TA Dijon, 11 juillet 2025, n° 2501824"
SAINT_PAL = "CE, 18 juin 2010, Saint-Pal-de-Mons, n° 337377"
CRITERIA_ARTICLES = "L. 2152-7, R. 2152-7"

H2A = "retour d’expérience du RSI (titulaire H2A)"
LINE_116006 = "règlement du 116 006, 2021"

SELECTION = [
    *must(
        Section.SELECTION,
        (
            "turnover_above_cap",
            "R. 2142-7, R. 2142-8",
            "Le chiffre d’affaires exigé dépasse 1,5 fois la valeur estimée (2 fois avant 2026), sans motif.",
        ),
    ),
    *advised(
        Section.SELECTION,
        (
            "turnover_above_cap_justified",
            "R. 2142-7, R. 2142-8",
            "Le chiffre d’affaires exigé dépasse le plafond, avec une justification à relire.",
        ),
        ("turnover_without_estimate", "R. 2142-8", "Un chiffre d’affaires est exigé d’un lot non estimé."),
    ),
]

VOLUMES = [
    *needed(
        Section.VOLUMES,
        ("no_volume", "R. 2111-1", "Aucun type de contact n’a de volume."),
        ("contact_without_label", "R. 2111-1", "Un type de contact n’a pas de libellé."),
        ("no_handle_time", "R. 2111-1", "Une durée moyenne de traitement est nulle."),
        ("no_patience", "R. 2111-1", "Une patience moyenne est nulle : personne n’attendrait."),
        ("share_out_of_range", "R. 2111-1", "Une part n’est pas entre 0 et 100 %."),
        ("escalation_nowhere", "R. 2111-1", "Une part est transférée vers aucun type de contact."),
        ("escalation_outside_lot", "R. 2111-1", "Des transferts partent vers un autre lot."),
        ("escalation_cycle", "R. 2111-1", "Des transferts reviennent à leur point de départ."),
    ),
    *advised(
        Section.VOLUMES,
        ("contact_without_source", "R. 2111-1", "La source des chiffres n’est pas dite."),
        ("contact_never_reached", "R. 2111-1", "Un type de contact n’a ni volume ni transfert."),
        basis=Basis.PRODUCT,
    ),
]

PROFILE = needed(
    Section.PROFILE,
    ("no_profile", "", "Le lot n’a pas de profil hebdomadaire."),
    ("empty_profile", "", "Un profil n’a aucun poids : aucun contact n’arriverait."),
    ("empty_months", "", "Les douze mois ont un poids nul."),
)

REQUIREMENTS = [
    *must(
        Section.REQUIREMENTS,
        ("requirement_without_measure", "R. 2152-11", "La mesure d’une exigence n’est pas choisie."),
        ("requirement_without_threshold", "R. 2152-11", "Le seuil d’une exigence manque."),
    ),
    *advised(
        Section.REQUIREMENTS,
        ("no_requirement", "", "Aucune exigence minimale n’est posée."),
        basis=Basis.PRODUCT,
    ),
]

CRITERIA = [
    *must(
        Section.CRITERIA,
        ("no_criterion", CRITERIA_ARTICLES, "Aucun critère d’attribution n’est fixé."),
        ("single_criterion", CRITERIA_ARTICLES, "Un critère unique n’est possible que pour un coût global."),
        ("no_environment", CRITERIA_ARTICLES, "Aucun critère ne porte sur l’environnement."),
        ("criterion_without_name", "R. 2152-11", "Un critère n’a pas d’intitulé."),
        ("measure_without_delay", "R. 2152-11", "Le délai de réponse d’une mesure manque."),
    ),
    *needed(
        Section.CRITERIA,
        ("weights_not_100", "R. 2152-11", "Les poids des critères ne totalisent pas 100."),
        ("weight_zero", "R. 2152-11", "Un critère a un poids nul."),
        ("sub_weights_not_100", SAINT_PAL, "Les poids de sous-critères ne totalisent pas 100."),
        ("not_one_price", CRITERIA_ARTICLES, "Il n’y a pas un critère de prix et un seul."),
        ("wrong_method", "R. 2152-11", "La méthode ne convient pas à la nature du critère."),
        ("sub_criteria_computed", "R. 2152-11", "Une note calculée a des sous-critères."),
        ("capacity_without_measure", "R. 2152-11", "La mesure notée n’est pas une part de contacts."),
        ("floor_not_below_target", "R. 2152-11", "Le seuil noté 0 n’est pas inférieur à l’objectif."),
        ("scope_empty", "R. 2152-11", "Aucun type de contact n’est dans le périmètre d’une mesure."),
        ("required_and_scored", DIJON, "La même capacité est exigée et notée."),
    ),
    *advised(
        Section.CRITERIA,
        (
            "indicator_punishes_listening",
            LINE_116006,
            "Un critère, une exigence ou un prix plafonne les appels.",
        ),
        ("only_pick_up_delay", H2A, "Seul le délai de décroché est mesuré, et rien de la qualité."),
        ("criterion_of_conformity", DIJON, "Un critère ne fait que vérifier la conformité de l’offre."),
        basis=Basis.SECONDARY,
    ),
    *advised(
        Section.CRITERIA,
        ("criterion_of_candidacy", "R. 2152-7", "Un critère juge l’entreprise et non son offre."),
        basis=Basis.MEMORY,
    ),
]

ESS = [
    *must(
        Section.ESS,
        ("reserved_too_long", "L. 2113-16", "Le marché réservé durerait plus de trois ans."),
        ("reserved_cpv", "L. 2113-15", "Le code CPV n’est pas de ceux qui peuvent être réservés."),
        ("reserved_by_entity", "L. 2113-15", "Seul un pouvoir adjudicateur réserve un marché à l’ESS."),
    ),
    *advised(
        Section.ESS,
        ("reserved_in_words_only", "R. 2113-8", "Un texte parle d’une réservation qui n’est pas cochée."),
        (
            "earlier_reserved",
            "L. 2113-16",
            "L’acheteur a classé un lot réservé semblable depuis moins de trois ans (SIREN, groupe CPV).",
        ),
    ),
]

SUBCONTRACTING = [
    *must(
        Section.SUBCONTRACTING,
        ("essential_task_nowhere", "L. 2193-3", "Aucun type de contact n’est dans la tâche essentielle."),
        ("essential_task_without_label", "L. 2193-3", "Une tâche essentielle n’a pas d’intitulé."),
        (
            "share_is_total",
            "L. 2193-2, L. 2193-3",
            "Une part maximale de 100 % admettrait de tout sous-traiter.",
        ),
    ),
    *advised(
        Section.SUBCONTRACTING,
        ("essential_tasks_everywhere", "L. 2193-3", "Les tâches essentielles couvrent tous les contacts."),
        ("share_is_nothing", "L. 2193-3", "La sous-traitance est admise dans la limite de 0 %."),
        ("subcontracting_excluded", "L. 2193-3", "La sous-traitance est entièrement exclue."),
    ),
]

PRICES = needed(
    Section.PRICES,
    ("no_price_line", "R. 2152-11", "Le lot n’a aucune ligne de prix."),
    ("price_without_quantity", "R. 2152-11", "Une quantité estimée est nulle."),
    ("price_without_label", "R. 2152-11", "Une ligne de prix n’a pas de désignation ou d’unité."),
)

OF_LOT: tuple[Declared, ...] = (
    *SELECTION,
    *VOLUMES,
    *PROFILE,
    *REQUIREMENTS,
    *CRITERIA,
    *ESS,
    *SUBCONTRACTING,
    *PRICES,
)
