from django.db import migrations

from audit.sql import append_only, append_only_once


class Migration(migrations.Migration):
    dependencies = [("awards", "0003_price_enquiry"), ("audit", "0002_append_only")]
    operations = [
        append_only("awards_justification"),
        append_only_once("awards_priceenquiry", "OLD.state IN ('justified', 'abnormally_low')"),
    ]
