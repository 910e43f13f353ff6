"""Codes of the criteria, and the article of the code de la commande publique that each ground meets.

Codes: list « criterion » of ESPD-EDM 3.x and 4.0, that of 4.1 (« exg-… ») and the long ones of 2.1. The
articles are this project's reading of article 57 of directive 2014/24/UE against L. 2141-1 to L. 2141-10:
where no article matches exactly, the ground keeps its code and a person looks at it.
"""

from typing import Final

_CONVICTIONS: Final = "L. 2141-1"
_TAXES: Final = "L. 2141-2"
_INSOLVENCY: Final = "L. 2141-3"
_LABOUR: Final = "L. 2141-4"

#: Convictions, taxes and social contributions: an ESPD that answers these answers the grounds that bind.
COMPULSORY: Final = frozenset(
    {
        "crime-org",
        "corruption",
        "fraud",
        "terr-offence",
        "finan-laund",
        "human-traffic",
        "tax-pay",
        "socsec-pay",
    }
)
ARTICLES: Final[dict[str, str]] = {
    "crime-org": _CONVICTIONS,
    "corruption": _CONVICTIONS,
    "fraud": _CONVICTIONS,
    "terr-offence": _CONVICTIONS,
    "finan-laund": _CONVICTIONS,
    "human-traffic": _CONVICTIONS,
    "tax-pay": _TAXES,
    "socsec-pay": _TAXES,
    "bankruptcy": _INSOLVENCY,
    "insolvency": _INSOLVENCY,
    "cred-arran": _INSOLVENCY,
    "bankr-nat": _INSOLVENCY,
    "liq-admin": _INSOLVENCY,
    "susp-act": _INSOLVENCY,
    "labour-law": _LABOUR,
    "socsec-law": "",
    "envir-law": "",
    "prof-misconduct": "",
    "distorsion": "L. 2141-9",
    "partic-confl": "L. 2141-10",
    "prep-confl": "L. 2141-8",
    "sanction": "L. 2141-7",
    "misinterpr": "L. 2141-8",
    "nati-ground": "",
}
#: The same grounds in version 4.1.
_LATER: Final[dict[str, str]] = {
    "exg-crim-part": "crime-org",
    "exg-crim-corrpt": "corruption",
    "exg-crim-fraud": "fraud",
    "exg-crim-terror": "terr-offence",
    "exg-crim-laund": "finan-laund",
    "exg-crim-traffick": "human-traffic",
    "exg-pmt-bre-tax": "tax-pay",
    "exg-pmt-bre-ssc": "socsec-pay",
    "exg-mis-bre-env-law": "envir-law",
    "exg-mis-bre-soc-law": "socsec-law",
    "exg-mis-bre-lab-law": "labour-law",
    "exg-sitn-bankr": "bankruptcy",
    "exg-sitn-insolvency": "insolvency",
    "exg-sitn-cred-arran": "cred-arran",
    "exg-sitn-other": "bankr-nat",
    "exg-sitn-liq-admin": "liq-admin",
    "exg-sitn-as-susp": "susp-act",
    "exg-mis-misconduct": "prof-misconduct",
    "exg-mis-distortion": "distorsion",
    "exg-mis-partic-confl": "partic-confl",
    "exg-mis-prep-confl": "prep-confl",
    "exg-mis-sanction": "sanction",
    "exg-mis-misrepresent": "misinterpr",
    "exg-natl": "nati-ground",
    "misrepresent": "misinterpr",
}
#: The same grounds in version 2.1, by the last words of CRITERION.EXCLUSION.….
_EARLIER: Final[dict[str, str]] = {
    "CONVICTIONS.PARTICIPATION_IN_CRIMINAL_ORGANISATION": "crime-org",
    "CONVICTIONS.CORRUPTION": "corruption",
    "CONVICTIONS.FRAUD": "fraud",
    "CONVICTIONS.TERRORIST_OFFENCES": "terr-offence",
    "CONVICTIONS.MONEY_LAUNDERING": "finan-laund",
    "CONVICTIONS.CHILD_LABOUR-HUMAN_TRAFFICKING": "human-traffic",
    "CONTRIBUTIONS.PAYMENT_OF_TAXES": "tax-pay",
    "CONTRIBUTIONS.PAYMENT_OF_SOCIAL_SECURITY": "socsec-pay",
    "ENVIRONMENTAL_LAW": "envir-law",
    "SOCIAL_LAW": "socsec-law",
    "LABOUR_LAW": "labour-law",
    "BUSINESS.BANKRUPTCY": "bankruptcy",
    "BUSINESS.INSOLVENCY": "insolvency",
    "BUSINESS.CREDITORS_ARRANGEMENT": "cred-arran",
    "MISCONDUCT.MARKET_DISTORTION": "distorsion",
    "CONFLICT_OF_INTEREST.PROCEDURE_PARTICIPATION": "partic-confl",
    "CONFLICT_OF_INTEREST.PROCEDURE_PREPARATION": "prep-confl",
    "CONFLICT_OF_INTEREST.EARLY_TERMINATION": "sanction",
    "CONFLICT_OF_INTEREST.MISINTERPRETATION": "misinterpr",
}
MAX_CODE: Final = 100
_EARLIER_PREFIX: Final = "CRITERION.EXCLUSION."
_TURNOVER: Final = frozenset(
    {
        "gen-year-to",
        "slc-stand-to-gen",
        "CRITERION.SELECTION.ECONOMIC_FINANCIAL_STANDING.TURNOVER.GENERAL_YEARLY",
    }
)


def ground_of(text: str) -> str | None:
    """The ground as versions 3 and 4.0 name it, or the code itself when it is unknown; None: no exclusion."""
    code = "".join(char for char in text if char.isascii() and char.isprintable())[:MAX_CODE]
    if code in ARTICLES:
        return code
    if code in _LATER:
        return _LATER[code]
    if code.startswith(_EARLIER_PREFIX):
        rest = code.removeprefix(_EARLIER_PREFIX)
        return next((ground for end, ground in _EARLIER.items() if rest.endswith(end)), rest.casefold())
    return code if code.startswith("exg-") else None


def article_of(ground: str) -> str:
    """« L. 2141-2 », or « DUME : envir-law » where no article matches exactly."""
    return ARTICLES.get(ground) or f"DUME : {ground}"


def is_turnover(code: str) -> bool:
    """Is it the general yearly turnover?"""
    return code in _TURNOVER
