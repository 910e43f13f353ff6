from django.db import migrations

from audit.sql import append_only, append_only_once


class Migration(migrations.Migration):
    dependencies = [("bids", "0001_initial"), ("audit", "0002_append_only")]
    operations = [
        append_only("bids_submissionfile"),
        append_only("bids_receipt"),
        append_only("bids_opening"),
        append_only_once("bids_submission", "OLD.state <> 'received'"),
        append_only_once("bids_bid", "OLD.state <> 'opened'"),
        append_only_once("bids_depositattempt", "OLD.outcome <> 'started'"),
    ]
