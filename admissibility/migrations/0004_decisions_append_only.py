from django.db import migrations

from audit.sql import append_only


class Migration(migrations.Migration):
    dependencies = [("admissibility", "0003_decisions"), ("audit", "0002_append_only")]
    operations = [append_only("admissibility_admissibilitydecision")]
