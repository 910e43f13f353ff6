from django.db import migrations

from tenders.sql import CREATE, DROP, frozen_child, frozen_tender

OF_LOT = (
    "weeklyprofile",
    "contacttype",
    "minimumrequirement",
    "criterion",
    "priceline",
    "essclause",
    "subcontractingrule",
    "essentialtask",
)


class Migration(migrations.Migration):
    dependencies = [("tenders", "0002_cpv_codes")]
    operations = [
        migrations.RunSQL(CREATE, DROP),
        frozen_tender(),
        frozen_child("tenders_lot", "tender"),
        *(frozen_child(f"tenders_{table}", "lot") for table in OF_LOT),
        frozen_child("tenders_subcriterion", "criterion"),
    ]
