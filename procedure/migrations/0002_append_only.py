from django.db import migrations

from audit.sql import append_only


class Migration(migrations.Migration):
    dependencies = [("procedure", "0001_reached_moments"), ("audit", "0002_append_only")]
    operations = [append_only("procedure_reachedmoment")]
