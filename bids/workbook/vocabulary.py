"""The closed vocabularies that the workbook, the lot and the engine share, with their French names."""

from typing import Final

LEVELS: Final = (1, 2, 3)

LEAD_EMPLOYER: Final = "titulaire"

CHANNEL_LABELS: Final[dict[str, str]] = {
    "call": "appel",
    "chat": "chat",
    "callback": "rappel",
    "email": "courriel",
    "outbound": "appel sortant",
}
ROLE_LABELS: Final[dict[str, str]] = {
    "lead": "titulaire",
    "member": "cotraitant",
    "subcontractor": "sous-traitant",
}
# ISO 639-1, and ISO 639-3 for French sign language which has no two-letter code.
LANGUAGE_LABELS: Final[dict[str, str]] = {
    "ar": "arabe",
    "bg": "bulgare",
    "bn": "bengali",
    "cs": "tchèque",
    "da": "danois",
    "de": "allemand",
    "el": "grec",
    "en": "anglais",
    "es": "espagnol",
    "fa": "persan",
    "fi": "finnois",
    "fr": "français",
    "fsl": "langue des signes française",
    "he": "hébreu",
    "hi": "hindi",
    "hr": "croate",
    "hu": "hongrois",
    "hy": "arménien",
    "it": "italien",
    "ja": "japonais",
    "ka": "géorgien",
    "ko": "coréen",
    "nl": "néerlandais",
    "pl": "polonais",
    "ps": "pachto",
    "pt": "portugais",
    "ro": "roumain",
    "ru": "russe",
    "so": "somali",
    "sq": "albanais",
    "sr": "serbe",
    "sv": "suédois",
    "ta": "tamoul",
    "ti": "tigrigna",
    "tr": "turc",
    "uk": "ukrainien",
    "ur": "ourdou",
    "vi": "vietnamien",
    "zh": "chinois",
}
DAY_LABELS: Final = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def channel_label(code: str) -> str:
    return CHANNEL_LABELS.get(code, code)


def language_label(code: str) -> str:
    return LANGUAGE_LABELS.get(code, code)
