from django.db.models import TextChoices


class Result(TextChoices):
    """What a rule says of a bid; the officer decides, never the software (R. 2144-7, L. 2152-1)."""

    CONFORM = "conform", "Conforme"
    TO_EXAMINE = "to_examine", "À examiner"
    ADVERSE = "adverse", "Défavorable"
