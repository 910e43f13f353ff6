from django.db import migrations

from audit.sql import append_only, append_only_once


class Migration(migrations.Migration):
    dependencies = [("admissibility", "0005_regularisation"), ("audit", "0002_append_only")]
    operations = [
        append_only("admissibility_regularisationfile"),
        append_only_once("admissibility_regularisationround", "OLD.state = 'opened'"),
        append_only_once("admissibility_regularisationpoint", "OLD.examined_at IS NOT NULL"),
        append_only_once("admissibility_regularisationanswer", "OLD.state IN ('replaced', 'late', 'opened')"),
    ]
