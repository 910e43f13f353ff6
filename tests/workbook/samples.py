"""A fictitious lot and a fictitious bid, and ways to spoil a workbook as bidders do."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from openpyxl import Workbook, load_workbook

from bids.applications.content import ApplicationContent, Member, Subcontractor, Turnover
from bids.workbook.content import Absence, BidContent, Evidence, PriceLine, Shift, Team
from bids.workbook.generate import fill_workbook
from bids.workbook.reader import read_bytes
from bids.workbook.report import Issue, ReadResult
from bids.workbook.spec import ContactTypeSpec, LotSpec, PriceLineSpec

NIGHT_EMPLOYER = "Appels Nord (fictif)"

SPEC = LotSpec(
    tender_reference="FICTIF-2027-01",
    tender_title="Ligne d’écoute (fictif)",
    lot_number=1,
    lot_title="Écoute et orientation",
    fingerprint="ab" * 32,
    buyer_name="Direction fictive",
    deadline_label="1er février 2027 à 12:00, heure de Paris",
    contact_types=(
        ContactTypeSpec("call-fr-1", "Appels en français", "call", "fr", 1, 108_000, 36),
        ContactTypeSpec("call-en-1", "Appels en anglais", "call", "en", 1, 12_000, 36),
        ContactTypeSpec("call-fr-2", "Appels spécialisés", "call", "fr", 2, 64_800, 36),
        ContactTypeSpec("chat-fr-1", "Chat", "chat", "fr", 1, 10_800, 36),
    ),
    languages=("fr", "en"),
    essential_tasks=("Réponse aux appels de niveau 2",),
    price_lines=(
        PriceLineSpec("P1", "Pilotage", "mois", Decimal(36)),
        PriceLineSpec("P2", "Appel traité", "appel", Decimal(360_000)),
        PriceLineSpec("P3", "Session de chat traitée", "session", Decimal("36000.5")),
    ),
)

CONTENT = BidContent(
    tender_reference=SPEC.tender_reference,
    lot_number=1,
    fingerprint=SPEC.fingerprint,
    teams=(
        Team(
            "jour", "titulaire", "lead", (1, 2), ("fr", "en"), ("call", "chat"), 2, 24, Decimal(35), "Lille"
        ),
        Team(
            "nuit", NIGHT_EMPLOYER, "subcontractor", (1,), ("fr",), ("call",), 1, 8, Decimal("32.5"), "Arras"
        ),
    ),
    shifts=(
        Shift("jour", (0, 1, 2, 3, 4), 480, 960, 45, 6, "Lille"),
        Shift("jour", (5, 6), 960, 1440, 30, 4, "Lille"),
        Shift("nuit", (0, 1, 2, 3, 4, 5, 6), 1320, 1800, 30, 2, "Arras"),
    ),
    absences=(
        Absence("jour", Decimal("0.08"), Decimal("0.06"), Decimal(4)),
        Absence("nuit", Decimal("0.005"), Decimal("0.05"), Decimal("2.5")),
    ),
    subcontractors=(
        Subcontractor(NIGHT_EMPLOYER, "73282932000074", "Appels de nuit", (1,), ("call",), Decimal(250_000)),
    ),
    evidence=(Evidence("Effectif de jour", "Mémoire.pdf", "12-14"),),
    prices=(
        PriceLine("P1", Decimal(36), Decimal(9500)),
        PriceLine("P2", Decimal(360_000), Decimal("14.25")),
        PriceLine("P3", Decimal("36000.5"), Decimal("11.4")),
    ),
)

LEAD = Member(
    name="Association Écoute (fictif)",
    siret="99000011900018",
    legal_family="association",
    is_lead=True,
    is_jointly_liable=True,
    tasks="Écoute de niveau 2",
    amount_eur=Decimal(3_000_000),
    turnovers=(Turnover(2025, Decimal("1200000.5")), Turnover(2024, Decimal(1_100_000))),
    ess_evidence="RNA W751234567",
    no_exclusion_declared=True,
    exclusions_declared=(),
)
PARTNER = Member(
    name="Coopérative Voix (fictif)",
    siret="99000012700011",
    legal_family="cooperative",
    is_lead=False,
    is_jointly_liable=True,
    tasks="Accueil de niveau 1",
    amount_eur=None,
    turnovers=(),
    ess_evidence="",
    no_exclusion_declared=False,
    exclusions_declared=("L. 2141-2", "L. 2141-7-1"),
)
GROUPING = ApplicationContent(
    form="joint_and_several",
    members=(LEAD, PARTNER),
    subcontractors=CONTENT.subcontractors,
    signatory="Une Personne (fictive)",
    signatory_capacity="présidente",
    honour_declared=True,
    oeth_declared=True,
    lead_empowered=True,
    espd=False,
)
WITH_APPLICATION = replace(CONTENT, application=GROUPING)

FILLED = fill_workbook(SPEC, CONTENT)

TEAM_ROW = SHIFT_ROW = 6  # the first rows under the example
PRICE_ROW = 5


def naive(*parts: int) -> dt.datetime:
    """A date as a spreadsheet keeps it, without a time zone."""
    return dt.datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


Edit = Callable[[Workbook], object]


def saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def edited(edit: Edit) -> bytes:
    """The filled workbook after `edit`, saved again."""
    book = load_workbook(io.BytesIO(FILLED))
    edit(book)
    return saved(book)


def with_cell(sheet: str, cell: str, value: object) -> bytes:
    def edit(book: Workbook) -> None:
        book[sheet][cell].value = value

    return edited(edit)


def read(data: bytes) -> ReadResult:
    return read_bytes(data, SPEC)


def only_error(data: bytes) -> Issue:
    """The one error of a workbook that has one."""
    result = read(data)
    assert result.content is None
    assert len(result.errors) == 1, result.errors
    return result.errors[0]


def content_of(data: bytes) -> BidContent:
    result = read(data)
    assert result.content is not None, result.errors
    return result.content


def repacked(parts: Mapping[str, bytes | None], data: bytes = FILLED) -> bytes:
    """The archive with parts replaced or added; None leaves one out."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for name in source.namelist():
            if name not in parts:
                out.writestr(name, source.read(name))
        for name, part in parts.items():
            if part is not None:
                out.writestr(name, part)
    return target.getvalue()


def part(name: str, data: bytes = FILLED) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def patched(name: str, old: bytes, new: bytes) -> bytes:
    """One part with its first `old` replaced."""
    text = part(name)
    assert old in text
    return repacked({name: text.replace(old, new, 1)})
