"""The numbering of consultations."""

from django.db import connection, models


class ReferenceCounter(models.Model):
    """Last number given in a year; the row is locked until the consultation numbered by it is committed."""

    year = models.PositiveSmallIntegerField("année", primary_key=True)
    last_number = models.PositiveIntegerField("dernier numéro")

    class Meta:
        verbose_name = "compteur de références"
        verbose_name_plural = "compteurs de références"

    def __str__(self) -> str:
        return f"{self.year}-{self.last_number:04d}"


def next_reference(year: int) -> str:
    """Return « 2026-0007 »: no gap and no twin, since one statement both counts and locks."""
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO tenders_referencecounter AS counter (year, last_number) VALUES (%s, 1)
               ON CONFLICT (year) DO UPDATE SET last_number = counter.last_number + 1
               RETURNING last_number""",
            [year],
        )
        (number,) = cursor.fetchone()
    return f"{year}-{number:04d}"
