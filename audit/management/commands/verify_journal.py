"""manage.py verify_journal: recompute every hash of the journal and print the Merkle root."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit.services import verify_journal


class Command(BaseCommand):
    help = "Recalcule l’empreinte de chaque événement du journal et la racine de l’arbre."

    def handle(self, *args: Any, **options: Any) -> None:
        verdict = verify_journal()
        for fault in verdict.faults:
            self.stderr.write(fault)
        if not verdict.sound:
            raise CommandError(f"Le journal est altéré : {len(verdict.faults)} anomalie(s).")
        self.stdout.write(f"Journal intact : {verdict.size} événements, racine {verdict.root.hex()}")
