"""The candidatures of the invented bidders, and an extract of SIRENE that knows them: all invented."""

import csv
from collections.abc import Sequence
from decimal import Decimal
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from accounts.services import OrganisationData
from bids.applications.content import JOINT_AND_SEVERAL, SINGLE, ApplicationContent, Member, Turnover
from bids.sirene.importing import import_extract
from bids.sirene.models import SireneImport

LAST_YEAR = 2025
FILE_NAME = "extrait-sirene-fictif.csv"


def member(
    data: OrganisationData, tasks: str, turnover: str, *, amount: str = "", is_lead: bool = True
) -> Member:
    """A member that declares no exclusion, with the same turnover three years running."""
    return Member(
        name=data.legal_name,
        siret=data.siret,
        legal_family=data.legal_family,
        is_lead=is_lead,
        is_jointly_liable=True,
        tasks=tasks,
        amount_eur=Decimal(amount) if amount else None,
        turnovers=three_years(turnover),
        ess_evidence=data.ess_evidence,
        no_exclusion_declared=True,
        exclusions_declared=(),
    )


def three_years(turnover: str) -> tuple[Turnover, ...]:
    """The same turnover three years running, latest first."""
    return tuple(Turnover(LAST_YEAR - back, Decimal(turnover)) for back in range(3))


def application(signatory: str, members: Sequence[Member]) -> ApplicationContent:
    """A single candidate, or a grouping whose members answer for one another."""
    several = len(members) > 1
    return ApplicationContent(
        form=JOINT_AND_SEVERAL if several else SINGLE,
        members=tuple(members),
        subcontractors=(),
        signatory=signatory,
        signatory_capacity="personne habilitée (fictif)",
        honour_declared=True,
        oeth_declared=True,
        lead_empowered=several,
        espd=False,
    )


def unit(data: OrganisationData, category: str, ess: str, association: str = "") -> dict[str, str]:
    """A line of StockUniteLegale; `ess`: "O", "N", or nothing, which INSEE leaves unknown."""
    return {
        "siren": data.siret[:9],
        "denominationUniteLegale": data.legal_name.upper(),
        "categorieJuridiqueUniteLegale": category,
        "economieSocialeSolidaireUniteLegale": ess,
        "identifiantAssociationUniteLegale": association,
        "etatAdministratifUniteLegale": "A",
        "dateDernierTraitementUniteLegale": "2026-09-30T00:00:00",
    }


def extract(units: Sequence[dict[str, str]]) -> str:
    """The lines as INSEE's file writes them."""
    text = StringIO()
    writer = csv.DictWriter(text, fieldnames=list(units[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(units)
    return text.getvalue()


def import_units(units: Sequence[dict[str, str]]) -> SireneImport:
    """Import them by the way of the real file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / FILE_NAME
        path.write_text(extract(units), encoding="utf-8")
        done, _ = import_extract(path)
    return done
