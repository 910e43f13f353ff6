from typing import Any

from django.db import migrations

from audit.sql import append_only
from bids.interests.names import MEMBER, SUBCONTRACTOR, party


def note_names_read_before(apps: Any, schema_editor: Any) -> None:
    """Bids read by an earlier version name members and subcontractors that nobody was asked about."""
    named = apps.get_model("bids", "NamedParty")
    bids = apps.get_model("bids", "Bid").objects.filter(content__isnull=False).select_related("lot")
    for bid in bids.iterator():
        rows = [
            named(
                tender_id=bid.lot.tender_id,
                key=one.key,
                name=one.name[:200],
                siret=one.siret[:14],
                part=one.part,
                named_at=bid.read_at,
            )
            for one in parties(bid.content)
        ]
        named.objects.bulk_create(rows, ignore_conflicts=True)


def parties(content: dict[str, Any]) -> list[Any]:
    declared = [party(one["name"], one["siret"], SUBCONTRACTOR) for one in content.get("subcontractors", ())]
    known = {one.name for one in declared}
    teams = [one for one in content.get("teams", ()) if one["employer_role"] != "lead"]
    return declared + [
        party(one["employer"], "", SUBCONTRACTOR if one["employer_role"] == "subcontractor" else MEMBER)
        for one in teams
        if one["employer"] not in known
    ]


class Migration(migrations.Migration):
    dependencies = [("bids", "0004_interests"), ("audit", "0002_append_only")]
    operations = [
        migrations.RunPython(note_names_read_before, migrations.RunPython.noop),
        append_only("bids_namedparty"),
        append_only("bids_interestdeclaration"),
        append_only("bids_recusallift"),
    ]
