"""An invented ESPD response (ESPD-EDM 4.0, UBL 2.3), as small as what the application needs of it."""

from xml.etree import ElementTree as ET

from accounts.services import OrganisationData
from bids.applications.content import Turnover
from bids.applications.espd.grounds import ARTICLES

UBL = "urn:oasis:names:specification:ubl:schema:xsd"
ROOT = f"{{{UBL}:QualificationApplicationResponse-2}}QualificationApplicationResponse"
CAC = f"{{{UBL}:CommonAggregateComponents-2}}"
CBC = f"{{{UBL}:CommonBasicComponents-2}}"
TURNOVER = "gen-year-to"


def espd(data: OrganisationData, turnovers: tuple[Turnover, ...]) -> bytes:
    """A single candidate that answers no to every ground, and gives its turnover."""
    root = ET.Element(ROOT)
    put(root, "UBLVersionID", "2.3")
    operator = group(root, "EconomicOperatorParty")
    put(group(operator, "EconomicOperatorRole"), "RoleCode", "sole-contr")
    party = group(operator, "Party")
    put(group(party, "PartyIdentification"), "ID", data.siret)
    put(group(party, "PartyName"), "Name", data.legal_name)
    for ground in ARTICLES:
        criterion(root, ground, [f"{ground}/Q1"])
    criterion(root, TURNOVER, [f"{TURNOVER}/Q1", f"{TURNOVER}/Q2"])
    for ground in ARTICLES:
        put(group(answer(root, f"{ground}/Q1"), "ResponseValue"), "ResponseIndicator", "false")
    for turnover in turnovers:
        put_turnover(root, turnover)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def group(parent: ET.Element, name: str) -> ET.Element:
    return ET.SubElement(parent, f"{CAC}{name}")


def put(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, f"{CBC}{name}", attributes).text = text


def criterion(root: ET.Element, code: str, questions: list[str]) -> None:
    asked = group(root, "TenderingCriterion")
    put(asked, "CriterionTypeCode", code)
    together = group(asked, "TenderingCriterionPropertyGroup")
    for question in questions:
        put(group(together, "TenderingCriterionProperty"), "ID", question)


def answer(root: ET.Element, question: str) -> ET.Element:
    response = group(root, "TenderingCriterionResponse")
    put(response, "ValidatedCriterionPropertyID", question)
    return response


def put_turnover(root: ET.Element, turnover: Turnover) -> None:
    value = group(answer(root, f"{TURNOVER}/Q1"), "ResponseValue")
    put(value, "ResponseAmount", str(turnover.amount_eur), currencyID="EUR")
    period = group(answer(root, f"{TURNOVER}/Q2"), "ApplicablePeriod")
    put(period, "StartDate", f"{turnover.year}-01-01")
    put(period, "EndDate", f"{turnover.year}-12-31")
