"""From an ESPD response to what the application needs of it: who answers, exclusions, turnover."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from stdnum.fr import siren as stdnum_siren
from stdnum.fr import siret as stdnum_siret

from ..content import Turnover
from .grounds import COMPULSORY, article_of, ground_of, is_turnover
from .xml import Element, XmlRefused, parse

ROOT: Final = "QualificationApplicationResponse"
SPACE: Final = "urn:oasis:names:specification:ubl:schema:xsd:QualificationApplicationResponse-2"
OLD_ROOT: Final = "ESPDResponse"
HEAD_BYTES: Final = 65_536
MAX_YEARS: Final = 10
MAX_GROUNDS: Final = 40
MAX_NAME: Final = 300

Role = Literal["single", "lead", "member", "other"]

#: Codes of the list eo-role-type (3.x, 4.x) and EORoleType (2.1).
_ROLES: Final[dict[str, Role]] = {
    "group-lead": "lead",
    "LE": "lead",
    "group-mem": "member",
    "GM": "member",
    "subcont": "other",
    "rely-on": "other",
    "not-rely-on": "other",
    "OERON": "other",
    "OENRON": "other",
}


@dataclass(frozen=True, slots=True)
class Espd:
    """What one operator answers.

    siret: 14 digits, or 9 when only the SIREN is given, or empty. exclusions: articles (or « DUME : code »)
    of the grounds answered yes. answers_all: the compulsory grounds have an answer, and every ground that is
    asked. turnovers: euros, latest first; other currencies are left out.
    """

    name: str
    siret: str
    role: Role
    exclusions: tuple[str, ...]
    answers_all: bool
    turnovers: tuple[Turnover, ...]

    @property
    def siren(self) -> str:
        return self.siret[:9]

    @property
    def declares_no_exclusion(self) -> bool:
        return self.answers_all and not self.exclusions


def looks_like_espd(head: bytes) -> bool:
    """Told by what the file begins with, never by its name."""
    plain = head[:HEAD_BYTES].replace(b"\0", b"")
    begins = plain.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").lstrip()
    return begins.startswith(b"<") and any(name.encode() in plain for name in (ROOT, OLD_ROOT))


def read_espd(data: bytes) -> Espd:
    """Raises XmlRefused, with its reason in French, for a file that is not such a response."""
    root = parse(data)
    if root.name == OLD_ROOT:
        raise XmlRefused("il est d’une version antérieure à ESPD-EDM 2.1")
    if (root.name, root.space) != (ROOT, SPACE):
        raise XmlRefused("ce n’est pas une réponse ESPD-EDM")
    operator = next(iter(root.all("EconomicOperatorParty")), None)
    if operator is None:
        raise XmlRefused("l’opérateur économique n’y est pas nommé")
    answers = _answers(root)
    exclusions, answers_all = _exclusions(root, answers)
    return Espd(
        name=_name(operator),
        siret=_siret(operator),
        role=_ROLES.get(operator.first_text("EconomicOperatorRole", "RoleCode"), "single"),
        exclusions=exclusions,
        answers_all=answers_all,
        turnovers=_turnovers(root, answers),
    )


def _name(operator: Element) -> str:
    name = operator.first_text("Party", "PartyName", "Name")
    return " ".join("".join(char for char in name if char.isprintable()).split())[:MAX_NAME]


def _siret(operator: Element) -> str:
    """The first identifier that is a SIRET, else a SIREN, else the SIREN inside a French VAT number."""
    texts = [re.sub(r"[\s.]", "", one.text) for one in operator.all("Party", "PartyIdentification", "ID")]
    texts += [
        re.sub(r"[\s.]", "", one.text) for one in operator.all("Party", "PartyLegalEntity", "CompanyID")
    ]
    vat = [text[4:] for text in texts if re.fullmatch("FR[0-9A-Z]{2}[0-9]{9}", text)]
    sirets = [text for text in texts if re.fullmatch("[0-9]{14}", text) and stdnum_siret.is_valid(text)]
    sirens = [
        text for text in (*texts, *vat) if re.fullmatch("[0-9]{9}", text) and stdnum_siren.is_valid(text)
    ]
    return next(iter((*sirets, *sirens)), "")


def _answers(root: Element) -> dict[str, list[Element]]:
    """The answers to each question, by the identifier of the question."""
    answers: dict[str, list[Element]] = {}
    for response in root.all("TenderingCriterionResponse"):
        answers.setdefault(response.first_text("ValidatedCriterionPropertyID"), []).append(response)
    return answers


def _exclusions(root: Element, answers: dict[str, list[Element]]) -> tuple[tuple[str, ...], bool]:
    """Articles of the grounds answered yes, and whether every ground has an answer."""
    declared: list[str] = []
    answered: set[str] = set()
    asked: set[str] = set()
    for criterion in root.all("TenderingCriterion"):
        ground = ground_of(criterion.first_text("CriterionTypeCode"))
        if ground is None:
            continue
        asked.add(ground)
        said = list(_indicators(criterion, answers))
        if said:
            answered.add(ground)
        if any(said):
            declared.append(article_of(ground))
    return tuple(dict.fromkeys(declared))[:MAX_GROUNDS], answered >= asked | COMPULSORY


def _indicators(criterion: Element, answers: dict[str, list[Element]]) -> Iterator[bool]:
    """Yes or no to the questions that open a criterion; those beneath them ask for details."""
    for holder in (criterion, *criterion.all("SubTenderingCriterion")):
        for question in holder.all("TenderingCriterionPropertyGroup", "TenderingCriterionProperty"):
            for response in answers.get(question.first_text("ID"), ()):
                word = response.first_text("ResponseValue", "ResponseIndicator")
                if word in {"true", "1", "false", "0"}:
                    yield word in {"true", "1"}


def _turnovers(root: Element, answers: dict[str, list[Element]]) -> tuple[Turnover, ...]:
    found: dict[int, Decimal] = {}
    for criterion in root.all("TenderingCriterion"):
        if is_turnover(criterion.first_text("CriterionTypeCode")):
            for group in _groups(criterion):
                found.update(_of_group(group, answers))
    latest = sorted(found.items(), reverse=True)[:MAX_YEARS]
    return tuple(Turnover(year, amount) for year, amount in latest)


def _groups(element: Element) -> Iterator[Element]:
    for child in element.children:
        if child.name in {"TenderingCriterionPropertyGroup", "SubsidiaryTenderingCriterionPropertyGroup"}:
            yield child
            yield from _groups(child)


def _of_group(group: Element, answers: dict[str, list[Element]]) -> Iterator[tuple[int, Decimal]]:
    """An amount and a period asked in one group belong together, occurrence by occurrence."""
    responses = [
        response
        for question in group.all("TenderingCriterionProperty")
        for response in answers.get(question.first_text("ID"), ())
    ]
    years = [year for response in responses if (year := _year(response)) is not None]
    amounts = [amount for response in responses if (amount := _amount(response)) is not None]
    if len(years) == len(amounts):
        yield from zip(years, amounts, strict=True)


def _year(response: Element) -> int | None:
    """The year in which the period ends."""
    match = re.match("((?:19|20)[0-9]{2})-", response.first_text("ApplicablePeriod", "EndDate"))
    return int(match[1]) if match else None


def _amount(response: Element) -> Decimal | None:
    for value in response.all("ResponseValue", "ResponseAmount"):
        if value.attributes.get("currencyID", "EUR") == "EUR" and re.fullmatch(
            r"[0-9]{1,12}(\.[0-9]{1,2})?", value.text.strip()
        ):
            return Decimal(value.text.strip())
    return None
