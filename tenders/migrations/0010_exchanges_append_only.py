from django.db import migrations

from audit.sql import append_only, append_only_once

ORIGINAL = ("tender_id", "number", "lot_id", "text", "asked_at", "asked_by_id", "organisation_id")
CHANGED = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in ORIGINAL)


class Migration(migrations.Migration):
    dependencies = [("tenders", "0009_exchanges"), ("audit", "0002_append_only")]
    operations = [
        append_only("tenders_answer"),
        append_only("tenders_withdrawal"),
        # What was asked never changes; what became of it is said once.
        append_only_once("tenders_question", f"OLD.state <> 'received' OR {CHANGED}"),
    ]
