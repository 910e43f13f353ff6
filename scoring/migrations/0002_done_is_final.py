from django.db import migrations

from audit.sql import append_only_once


class Migration(migrations.Migration):
    dependencies = [("scoring", "0001_initial"), ("audit", "0002_append_only")]
    operations = [append_only_once("scoring_capacityrun", "OLD.state IN ('done', 'failed', 'cancelled')")]
