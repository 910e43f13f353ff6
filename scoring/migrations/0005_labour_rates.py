"""The parameters of the cost floor, with the national values known in November 2026 and their sources.

All are marked as to be verified: they come from secondary sources, or from what is generally known.
"""

from datetime import UTC, date, datetime
from decimal import Decimal

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from audit.sql import append_only

READ_AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
REASON = "Valeur nationale livrée avec l’application, relevée le 21 novembre 2026."
LABOUR_CODE = date(2016, 8, 10)  # loi n° 2016-1088
YEAR_2026 = date(2026, 1, 1)
REDUCTION = (
    "Code de la sécurité sociale, art. D241-7\u00a0; décrets n° 2025-887 du 4 septembre 2025 et n° 2025-1446 "
    "du 31 décembre 2025 (sources secondaires)."
)

#: kind, least, most, since, source. No official text was read for them: each is to be verified.
NATIONAL = (
    ("smic_hourly", "11.88", "11.88", date(2024, 11, 1),
     "Décret n° 2024-951 du 23 octobre 2024 portant relèvement du SMIC (L3231-2 et suivants)."),
    ("smic_hourly", "12.02", "12.02", YEAR_2026,
     "Décret de décembre 2025 portant relèvement du SMIC au 1er\u00a0janvier 2026, présenté au conseil des ministres du "
     "17 décembre 2025. À vérifier\u00a0: un relèvement a pu intervenir en cours d’année (L3231-5)."),
    ("contributions", "0.40626", "0.45866", YEAR_2026,
     "Taux Urssaf et Agirc-Arrco 2026 (sources secondaires)\u00a0: maladie 13, autonomie 0,30, vieillesse 8,55 et 2,11, "
     "famille 5,25, chômage 4,00, AGS 0,25, retraite complémentaire 6,01, dialogue social 0,016. Au moins\u00a0: FNAL 0,10, "
     "formation 0,55, accidents du travail 0,49, sans taxe d’apprentissage. Au plus\u00a0: FNAL 0,50, formation 1,00, "
     "apprentissage 0,68, accidents du travail 1,00 (hypothèse), versement mobilité 3,20 (Paris)."),
    ("reduction_minimum", "0.02", "0.02", YEAR_2026, REDUCTION),
    ("reduction_delta", "0.3781", "0.3821", YEAR_2026,
     REDUCTION + " FNAL à 0,10\u00a0% (valeur basse), à 0,50\u00a0% (valeur haute)."),
    ("reduction_exponent", "1.75", "1.75", YEAR_2026, REDUCTION),
    ("reduction_ceiling", "3", "3", YEAR_2026, REDUCTION),
    ("night_premium", "0.04", "0.25", LABOUR_CODE,
     "L3122-8\u00a0: un repos compensateur est dû, son taux vient d’un accord. Prestataires de services du tertiaire "
     "(IDCC 2098), accord du 4 février 2003\u00a0: repos de 4\u00a0% au travailleur de nuit, 25\u00a0% au travail de nuit "
     "occasionnel (source secondaire)."),
    ("sunday_premium", "0", "0", LABOUR_CODE,
     "Aucune majoration légale quand la dérogation est de droit (L3132-12)\u00a0; la convention ou l’accord de l’employeur "
     "peut en prévoir une."),
    ("holiday_premium", "0", "1", LABOUR_CODE,
     "Aucune majoration légale hors 1er mai. Prestataires de services du tertiaire (IDCC 2098), centres d’appels\u00a0: "
     "100\u00a0% (source secondaire)."),
    ("may_day_premium", "1", "2", LABOUR_CODE,
     "L3133-6\u00a0: indemnité égale au salaire. Centres d’appels de l’IDCC 2098\u00a0: un repos compensateur égal en plus "
     "(code.travail.gouv.fr)."),
    ("overtime_premium", "0.10", "0.25", LABOUR_CODE,
     "L3121-33\u00a0: 10\u00a0% au moins par accord. L3121-36\u00a0: 25\u00a0% pour les huit premières heures, à défaut."),
    ("paid_break", "0", "0", LABOUR_CODE,
     "L3121-2\u00a0: une pause n’est payée que si le salarié reste à disposition, ou si l’accord ou le contrat le prévoit."),
    ("paid_leave", "0.10", "0.1325", LABOUR_CODE,
     "L3141-24\u00a0: le dixième de la rémunération, au moins. Au plus\u00a0: 1 820 heures payées pour 1 607 travaillées."),
    ("paid_absence", "0", "1", LABOUR_CODE,
     "L1226-1\u00a0: l’employeur ne complète le salaire d’un malade qu’après un délai et selon l’ancienneté."),
)  # fmt: skip


def seed(apps, schema_editor):
    apps.get_model("scoring", "LabourRate").objects.bulk_create(
        apps.get_model("scoring", "LabourRate")(
            kind=kind,
            value=Decimal(low),
            value_high=Decimal(high),
            applies_from=since,
            to_verify=True,
            source=source,
            reason=REASON,
            entered_at=READ_AT,
        )
        for kind, low, high, since, source in NATIONAL
    )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_invitation_keeps_author"),
        ("audit", "0002_append_only"),
        ("scoring", "0003_pieces"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LabourRate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("smic_hourly", "SMIC horaire brut"),
                            ("branch_minimum_1", "Minimum horaire brut de branche, niveau 1"),
                            ("branch_minimum_2", "Minimum horaire brut de branche, niveau 2"),
                            ("branch_minimum_3", "Minimum horaire brut de branche, niveau 3"),
                            ("contributions", "Cotisations de l’employeur avant réduction, en part du brut"),
                            ("reduction_minimum", "Réduction générale\u00a0: part minimale (Tmin)"),
                            ("reduction_delta", "Réduction générale\u00a0: part dégressive (Tdelta)"),
                            ("reduction_exponent", "Réduction générale\u00a0: exposant (P)"),
                            ("reduction_ceiling", "Réduction générale\u00a0: plafond, en nombre de SMIC"),
                            (
                                "night_premium",
                                "Majoration ou repos compensateur des heures de nuit (21\u00a0h à 6\u00a0h)",
                            ),
                            ("sunday_premium", "Majoration des heures du dimanche"),
                            (
                                "holiday_premium",
                                "Majoration des heures d’un jour férié travaillé, hors 1er\u00a0mai",
                            ),
                            ("may_day_premium", "Majoration des heures du 1er\u00a0mai"),
                            ("overtime_premium", "Majoration des heures au-delà de 35\u00a0h par semaine"),
                            ("paid_break", "Part des pauses payée"),
                            ("paid_leave", "Indemnité de congés payés, en part du brut"),
                            ("paid_absence", "Part des absences que l’employeur paie"),
                        ],
                        max_length=30,
                        verbose_name="paramètre",
                    ),
                ),
                (
                    "value",
                    models.DecimalField(
                        decimal_places=5,
                        max_digits=9,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("1000")),
                        ],
                        verbose_name="valeur basse",
                    ),
                ),
                (
                    "value_high",
                    models.DecimalField(
                        decimal_places=5,
                        max_digits=9,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("1000")),
                        ],
                        verbose_name="valeur haute",
                    ),
                ),
                ("applies_from", models.DateField(verbose_name="en vigueur depuis")),
                ("source", models.TextField(verbose_name="source")),
                ("to_verify", models.BooleanField(default=True, verbose_name="à vérifier")),
                ("reason", models.TextField(verbose_name="raison de la saisie")),
                ("entered_at", models.DateTimeField(verbose_name="saisi le")),
                (
                    "buyer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="labour_rates",
                        to="accounts.organisation",
                        verbose_name="acheteur (aucun : valeur nationale)",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="labour_rates",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="saisi par",
                    ),
                ),
            ],
            options={
                "verbose_name": "paramètre de coût",
                "verbose_name_plural": "paramètres de coût",
                "ordering": ["kind", "-applies_from", "-entered_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("value_high__gte", models.F("value"))),
                        name="rate_high_not_under_low",
                        violation_error_message="La valeur haute n’est pas inférieure à la valeur basse.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("buyer__isnull", True), ("entered_by__isnull", False), _connector="OR"
                        ),
                        name="own_rate_has_author",
                        violation_error_message="Une valeur propre à un acheteur a un auteur.",
                    ),
                ],
            },
        ),
        append_only("scoring_labourrate"),
        migrations.RunPython(seed, migrations.RunPython.noop),
    ]
