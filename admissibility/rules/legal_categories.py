"""Legal categories of INSEE (level III) that hint at a family of the social and solidarity economy.

Codes and titles: INSEE, nomenclature des catégories juridiques, Licence Ouverte 2.0 (etalab.gouv.fr). The
family of each is this project's reading of loi n° 2014-856, art. 1, II, 1°: a hint, never a proof.
"""

from typing import Final, NamedTuple


class LegalCategory(NamedTuple):
    """families: the values of accounts.enums.LegalFamily that agree with it; empty where none is certain."""

    title: str
    families: frozenset[str]


COOPERATIVE: Final = frozenset({"cooperative"})
MUTUAL: Final = frozenset({"mutual", "mutual_insurer"})
ASSOCIATION: Final = frozenset({"association"})
FOUNDATION: Final = frozenset({"foundation"})
UNCERTAIN: Final[frozenset[str]] = frozenset()

#: An association that was not declared has no legal personality: it cannot sign a contract.
UNDECLARED_ASSOCIATION: Final = "9210"
#: First digits of the persons of public law (level I: 4 and 7), which are never of the ESS.
PUBLIC_LAW: Final = ("4", "7")

CATEGORIES: Final[dict[str, LegalCategory]] = {
    "5191": LegalCategory("Société de caution mutuelle", COOPERATIVE),
    "5192": LegalCategory("Société coopérative de banque populaire", COOPERATIVE),
    "5195": LegalCategory("Association coopérative inscrite (droit local Alsace Moselle)", COOPERATIVE),
    "5196": LegalCategory("Caisse d’épargne et de prévoyance à forme coopérative", COOPERATIVE),
    "5203": LegalCategory("Société en nom collectif coopérative", COOPERATIVE),
    "5307": LegalCategory("Société en commandite simple coopérative", COOPERATIVE),
    "5309": LegalCategory("Société en commandite par actions coopérative", COOPERATIVE),
    "5443": LegalCategory("SARL coopérative de construction", COOPERATIVE),
    "5451": LegalCategory("SARL coopérative de consommation", COOPERATIVE),
    "5453": LegalCategory("SARL coopérative artisanale", COOPERATIVE),
    "5454": LegalCategory("SARL coopérative d’intérêt maritime", COOPERATIVE),
    "5455": LegalCategory("SARL coopérative de transport", COOPERATIVE),
    "5458": LegalCategory("SARL coopérative ouvrière de production (SCOP)", COOPERATIVE),
    "5459": LegalCategory("SARL union de sociétés coopératives", COOPERATIVE),
    "5460": LegalCategory("Autre SARL coopérative", COOPERATIVE),
    "5543": LegalCategory("SA coopérative de construction à conseil d’administration", COOPERATIVE),
    "5547": LegalCategory("SA coopérative de production de HLM à conseil d’administration", COOPERATIVE),
    "5551": LegalCategory("SA coopérative de consommation à conseil d’administration", COOPERATIVE),
    "5552": LegalCategory(
        "SA coopérative de commerçants-détaillants à conseil d’administration", COOPERATIVE
    ),
    "5553": LegalCategory("SA coopérative artisanale à conseil d’administration", COOPERATIVE),
    "5554": LegalCategory("SA coopérative (d’intérêt) maritime à conseil d’administration", COOPERATIVE),
    "5555": LegalCategory("SA coopérative de transport à conseil d’administration", COOPERATIVE),
    "5558": LegalCategory(
        "SA coopérative ouvrière de production (SCOP) à conseil d’administration", COOPERATIVE
    ),
    "5559": LegalCategory("SA union de sociétés coopératives à conseil d’administration", COOPERATIVE),
    "5560": LegalCategory("Autre SA coopérative à conseil d’administration", COOPERATIVE),
    "5658": LegalCategory("SA coopérative ouvrière de production (SCOP) à directoire", COOPERATIVE),
    "5660": LegalCategory("Autre SA coopérative à directoire", COOPERATIVE),
    "6317": LegalCategory("Société coopérative agricole", COOPERATIVE),
    "6411": LegalCategory("Société d’assurance à forme mutuelle", MUTUAL),
    "6560": LegalCategory("Autre société civile coopérative", COOPERATIVE),
    "8210": LegalCategory("Mutuelle", MUTUAL),
    "8250": LegalCategory("Assurance mutuelle agricole", MUTUAL),
    "8290": LegalCategory("Autre organisme mutualiste", MUTUAL),
    "9210": LegalCategory("Association non déclarée", ASSOCIATION),
    "9220": LegalCategory("Association déclarée", ASSOCIATION),
    "9221": LegalCategory("Association déclarée d’insertion par l’économique", ASSOCIATION),
    "9222": LegalCategory("Association intermédiaire", ASSOCIATION),
    "9223": LegalCategory("Groupement d’employeurs", ASSOCIATION),
    "9230": LegalCategory("Association déclarée, reconnue d’utilité publique", ASSOCIATION),
    "9240": LegalCategory("Congrégation", UNCERTAIN),
    "9260": LegalCategory("Association de droit local (Bas-Rhin, Haut-Rhin et Moselle)", ASSOCIATION),
    "9300": LegalCategory("Fondation", FOUNDATION),
}
