import csv
from pathlib import Path

from django.db import migrations

from tenders.text import folded

CODES = Path(__file__).resolve().parent.parent / "data" / "cpv.csv"


def load(apps, schema_editor):
    cpv_code = apps.get_model("tenders", "CpvCode")
    with CODES.open(encoding="utf-8", newline="") as rows:
        codes = [
            cpv_code(search_text=folded(f"{row['label_fr']} {row['label_en']}"), **row)
            for row in csv.DictReader(rows)
        ]
    cpv_code.objects.bulk_create(codes, batch_size=2000)


class Migration(migrations.Migration):
    dependencies = [("tenders", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
