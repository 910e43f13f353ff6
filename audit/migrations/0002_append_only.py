from django.db import migrations

from audit.sql import CREATE_REFUSE_CHANGE, DROP_REFUSE_CHANGE, append_only


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [
        migrations.RunSQL(CREATE_REFUSE_CHANGE, DROP_REFUSE_CHANGE),
        append_only("audit_event"),
    ]
