from django.db import migrations

from audit.sql import append_only, append_only_once

ENDED = """OLD.state IN ('abandoned', 'unsuccessful')
    OR (OLD.state IN ('signed', 'notified') AND NEW.state NOT IN ('signed', 'notified'))"""
CHOSEN = """OLD.withdrawn_at IS NOT NULL OR (OLD.signed_at IS NOT NULL AND
    (NEW.signed_at, NEW.bid_id, NEW.awarded_at) IS DISTINCT FROM (OLD.signed_at, OLD.bid_id, OLD.awarded_at))"""


class Migration(migrations.Migration):
    dependencies = [("awards", "0005_endings"), ("audit", "0002_append_only")]
    operations = [
        append_only_once("awards_lotending", ENDED),
        append_only_once("awards_award", CHOSEN),
        append_only("awards_resultletter"),
        append_only_once("awards_legalhold", "OLD.lifted_at IS NOT NULL"),
        append_only("awards_performanceend"),
        append_only("awards_recordsdeletion"),
    ]
