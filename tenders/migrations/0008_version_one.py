from django.db import migrations

from audit.sql import append_only
from tenders.versions.sql import amendable

PUBLISHED = "tender_published"


def write_version_one(apps, schema_editor):
    """Give each consultation published so far its first version, in the name of who published it."""
    tender, version = (apps.get_model("tenders", name) for name in ("Tender", "TenderVersion"))
    event = apps.get_model("audit", "Event")
    for one in tender.objects.exclude(published_at=None).exclude(frozen_content=None):
        told = event.objects.filter(kind=PUBLISHED, tender_reference=one.reference).first()
        version.objects.create(
            tender=one,
            number=1,
            kind="initial",
            content=one.frozen_content,
            fingerprint=one.fingerprint,
            deadline_at=one.deadline_at,
            published_at=one.published_at,
            published_by_id=(told and told.actor_id) or one.created_by_id,
        )


class Migration(migrations.Migration):
    dependencies = [("audit", "0008_kinds_by_name"), ("tenders", "0007_versions")]
    # The rows last: a table with checks still due takes no trigger.
    operations = [
        amendable(),
        append_only("tenders_tenderversion"),
        migrations.RunPython(write_version_one, migrations.RunPython.noop),
    ]
