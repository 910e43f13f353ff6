"""The names about which interests are declared: bidders, members of groupings, subcontractors. Pure."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from ..applications.content import SINGLE
from ..workbook.content import BidContent
from ..workbook.vocabulary import LEAD_EMPLOYER

BIDDER, LEAD, MEMBER, SUBCONTRACTOR = "soumissionnaire", "mandataire", "cotraitant", "sous-traitant"
SIREN_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody of a bid; ``part`` in French, ``key`` the same for all the establishments of a company."""

    key: str
    name: str
    siret: str
    part: str

    @property
    def field(self) -> str:
        """The name of its field in a form: short, and made of plain letters."""
        return f"nom-{sha256(self.key.encode()).hexdigest()[:16]}"


def party_key(siret: str, name: str) -> str:
    """Return the SIREN; without one, the name without case, accents or repeated spaces."""
    digits = "".join(siret.split())
    if digits[:SIREN_DIGITS].isdecimal() and len(digits) >= SIREN_DIGITS:
        return digits[:SIREN_DIGITS]
    bare = "".join(
        letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter)
    )
    return f"nom:{' '.join(bare.casefold().split())}"


def party(name: str, siret: str, part: str) -> Party:
    return Party(party_key(siret, name), " ".join(name.split()), siret, part)


def parties_in(content: BidContent) -> list[Party]:
    """Return whom a workbook names besides its bidder, each once."""
    found = {one.key: one for one in reversed([*_declared(content), *_employers(content)]) if one.name}
    return list(reversed(found.values()))


def _declared(content: BidContent) -> Iterator[Party]:
    application = content.application
    if application and application.form != SINGLE:
        for one in application.members:
            yield party(one.name, one.siret, LEAD if one.is_lead else MEMBER)
    yield from (party(one.name, one.siret, SUBCONTRACTOR) for one in content.subcontractors)


def _employers(content: BidContent) -> Iterator[Party]:
    """Employers that the teams alone name: they have no SIRET there."""
    named = {_folded(one.name) for one in _declared(content)}
    parts = {"member": MEMBER, "subcontractor": SUBCONTRACTOR}
    for team in content.teams:
        if team.employer != LEAD_EMPLOYER and _folded(team.employer) not in named:
            yield party(team.employer, "", parts.get(team.employer_role, MEMBER))


def _folded(name: str) -> str:
    return party_key("", name)


def each_once(parties: Iterable[Party]) -> list[Party]:
    """Return the parties by name, one a key, with all the parts that it plays."""
    parts: dict[str, dict[str, None]] = {}
    first: dict[str, Party] = {}
    for one in parties:
        first.setdefault(one.key, one)
        parts.setdefault(one.key, {})[one.part] = None
    joined = [Party(key, one.name, one.siret, ", ".join(parts[key])) for key, one in first.items()]
    return sorted(joined, key=lambda one: one.name.casefold())
