"""The first sheet: what the workbook is for, how it is filled, and which lot it belongs to."""

from typing import Final

from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from bids.workbook import layout, styles
from bids.workbook.spec import ContactTypeSpec, LotSpec
from bids.workbook.vocabulary import channel_label, language_label

_INSTRUCTIONS: Final = (
    "Remplissez les cellules teintées. Les lignes qui commencent par « Exemple » ne sont jamais lues.",
    "Gardez les noms des feuilles et des colonnes ; leur ordre et les lignes vides n’ont pas d’importance.",
    "Heures : 08:00, 22h ou 22h30 ; 24:00 est minuit en fin de journée. Jours : lundi, lun-ven, sam, dim…",
    "Nombres : 2,5 ou 1 234,50. Pourcentages : 8 %. Montants en euros, hors taxes.",
    "Une formule est lue par sa dernière valeur enregistrée : enregistrez le classeur avant de le déposer.",
    "Pas de macro, de mot de passe ni de liaison vers un autre fichier : le classeur serait refusé.",
    "Chaque donnée chiffrée notée doit être prouvée : indiquez document et page dans « Preuves ».",
    "« Candidature » et « Membres » disent qui se présente ; un DUME (fichier XML) joint peut les remplacer.",
    "Vérifiez le fichier sur la plateforme avant de le déposer : la vérification n’en garde rien.",
)
_VOLUME_HEADERS: Final = ("Contact", "Canal", "Langue", "Niveau", "Volume (contacts par an)", "Durée (mois)")


def write_readme(sheet: Worksheet, spec: LotSpec) -> None:
    sheet.title = layout.README_NAME
    sheet.sheet_view.showGridLines = False
    for letter, width in zip("ABCDEF", (34, 30, 22, 14, 22, 14), strict=True):
        sheet.column_dimensions[letter].width = width
    _line(sheet, 1, "Plan d’effectifs et prix", styles.TITLE)
    row = _identification(sheet, 3, spec)
    row = _instructions(sheet, row + 1)
    row = _volumes(sheet, row + 1, spec.contact_types)
    _essential_tasks(sheet, row + 1, spec.essential_tasks)
    _page(sheet)


def _line(sheet: Worksheet, row: int, text: str, font: Font) -> None:
    styles.put_text(sheet, row, 1, text).font = font


def _identification(sheet: Worksheet, row: int, spec: LotSpec) -> int:
    pairs = (
        ("Acheteur", spec.buyer_name),
        (layout.REFERENCE_LABEL, spec.tender_reference),
        ("Consultation", spec.tender_title),
        (layout.LOT_LABEL, str(spec.lot_number)),
        ("Intitulé du lot", spec.lot_title),
        ("Date limite de dépôt", spec.deadline_label),
        (layout.FINGERPRINT_LABEL, spec.fingerprint),
    )
    for offset, (label, text) in enumerate(pairs):
        _line(sheet, row + offset, label, styles.STRONG)
        cell = styles.put_text(sheet, row + offset, 2, text)
        cell.font = styles.MONO if label == layout.FINGERPRINT_LABEL else styles.TEXT
        cell.alignment = styles.WRAP
        sheet.merge_cells(start_row=row + offset, end_row=row + offset, start_column=2, end_column=6)
    return row + len(pairs)


def _instructions(sheet: Worksheet, row: int) -> int:
    _line(sheet, row, "Comment remplir ce classeur", styles.STRONG)
    for offset, text in enumerate(_INSTRUCTIONS, start=1):
        _line(sheet, row + offset, f"{offset}. {text}", styles.TEXT)
    return row + len(_INSTRUCTIONS) + 1


def _volumes(sheet: Worksheet, row: int, kinds: tuple[ContactTypeSpec, ...]) -> int:
    _line(sheet, row, "Volumes demandés par le lot", styles.STRONG)
    sheet.row_dimensions[row + 1].height = 34
    for index, header in enumerate(_VOLUME_HEADERS, start=1):
        cell = styles.put_text(sheet, row + 1, index, header)
        cell.font, cell.fill, cell.border = styles.HEADER, styles.HEADER_FILL, styles.GRID
        cell.alignment = styles.CENTERED
    for offset, kind in enumerate(kinds, start=2):
        _volume(sheet, row + offset, kind)
    return row + 2 + len(kinds)


def _volume(sheet: Worksheet, row: int, kind: ContactTypeSpec) -> None:
    channel = channel_label(kind.channel)
    texts = (kind.label, channel, language_label(kind.language), f"N{kind.level}")
    for index, text in enumerate(texts, start=1):
        styles.put_text(sheet, row, index, text)
    sheet.cell(row, 5).value = kind.annual_volume
    sheet.cell(row, 5).number_format = "#,##0"
    sheet.cell(row, 6).value = kind.duration_months
    for index in range(1, 7):
        cell = sheet.cell(row, index)
        cell.font, cell.border, cell.alignment = styles.TEXT, styles.GRID, styles.MIDDLE


def _essential_tasks(sheet: Worksheet, row: int, tasks: tuple[str, ...]) -> None:
    if not tasks:
        return
    _line(sheet, row, "Tâches essentielles, qui ne se sous-traitent pas (article L. 2193-3)", styles.STRONG)
    for offset, task in enumerate(tasks, start=1):
        _line(sheet, row + offset, f"• {task}", styles.TEXT)


def _page(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    assert sheet.sheet_properties.pageSetUpPr is not None
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
