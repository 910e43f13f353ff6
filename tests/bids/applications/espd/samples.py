"""Invented ESPD responses, of the shape that ESPD-EDM documents."""

from collections.abc import Mapping
from xml.sax.saxutils import escape

from bids.applications.espd.grounds import COMPULSORY

UBL = "urn:oasis:names:specification:ubl:schema:xsd"
NO = dict.fromkeys(sorted(COMPULSORY), False)


def indicator(ground: str, answer: bool | None) -> tuple[str, str]:
    """A criterion with its opening question, and the answer to it if there is one."""
    question = f"{ground}/QG1/Q1"
    criterion = (
        f"<cac:TenderingCriterion><cbc:ID>{ground}</cbc:ID>"
        f"<cbc:CriterionTypeCode>{ground}</cbc:CriterionTypeCode><cac:TenderingCriterionPropertyGroup>"
        f"<cac:TenderingCriterionProperty><cbc:ID>{question}</cbc:ID><cbc:TypeCode>QUESTION</cbc:TypeCode>"
        "</cac:TenderingCriterionProperty></cac:TenderingCriterionPropertyGroup></cac:TenderingCriterion>"
    )
    word = "true" if answer else "false"
    value = f"<cac:ResponseValue><cbc:ResponseIndicator>{word}</cbc:ResponseIndicator></cac:ResponseValue>"
    return criterion, "" if answer is None else response(question, value)


def response(question: str, value: str) -> str:
    return (
        "<cac:TenderingCriterionResponse>"
        f"<cbc:ValidatedCriterionPropertyID>{question}</cbc:ValidatedCriterionPropertyID>{value}"
        "</cac:TenderingCriterionResponse>"
    )


def turnover(code: str, years: Mapping[int, str], currency: str = "EUR") -> tuple[str, str]:
    """The general yearly turnover, one answer a year to the same two questions."""
    criterion = (
        f"<cac:TenderingCriterion><cbc:CriterionTypeCode>{code}</cbc:CriterionTypeCode>"
        "<cac:TenderingCriterionPropertyGroup><cac:SubsidiaryTenderingCriterionPropertyGroup>"
        "<cac:TenderingCriterionProperty><cbc:ID>T1</cbc:ID></cac:TenderingCriterionProperty>"
        "<cac:TenderingCriterionProperty><cbc:ID>T2</cbc:ID></cac:TenderingCriterionProperty>"
        "</cac:SubsidiaryTenderingCriterionPropertyGroup></cac:TenderingCriterionPropertyGroup>"
        "</cac:TenderingCriterion>"
    )
    answers = "".join(
        response(
            "T1",
            f'<cac:ResponseValue><cbc:ResponseAmount currencyID="{currency}">{amount}</cbc:ResponseAmount>'
            "</cac:ResponseValue>",
        )
        + response(
            "T2",
            f"<cac:ApplicablePeriod><cbc:StartDate>{year}-01-01</cbc:StartDate>"
            f"<cbc:EndDate>{year}-12-31</cbc:EndDate></cac:ApplicablePeriod>",
        )
        for year, amount in years.items()
    )
    return criterion, answers


def espd(
    identifier: str,
    *,
    name: str = "Association Écoute (fictif)",
    role: str = "sole-contr",
    grounds: Mapping[str, bool | None] = NO,
    years: Mapping[int, str] | None = None,
    turnover_code: str = "gen-year-to",
    currency: str = "EUR",
) -> bytes:
    """An ESPD response of one operator."""
    parts = [indicator(ground, answer) for ground, answer in grounds.items()]
    parts.append(turnover(turnover_code, years or {}, currency))
    criteria, answers = "".join(part[0] for part in parts), "".join(part[1] for part in parts)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<QualificationApplicationResponse xmlns="{UBL}:QualificationApplicationResponse-2" '
        f'xmlns:cac="{UBL}:CommonAggregateComponents-2" xmlns:cbc="{UBL}:CommonBasicComponents-2">'
        "<cbc:UBLVersionID>2.3</cbc:UBLVersionID><cac:EconomicOperatorParty><cac:EconomicOperatorRole>"
        f"<cbc:RoleCode>{role}</cbc:RoleCode></cac:EconomicOperatorRole><cac:Party><cac:PartyIdentification>"
        f"<cbc:ID>{escape(identifier)}</cbc:ID></cac:PartyIdentification><cac:PartyName>"
        f"<cbc:Name>{escape(name)}</cbc:Name></cac:PartyName></cac:Party></cac:EconomicOperatorParty>"
        f"{criteria}{answers}</QualificationApplicationResponse>"
    ).encode()
