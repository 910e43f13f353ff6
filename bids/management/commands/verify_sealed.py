"""`manage.py verify_sealed`: is every deposited file on disk still the one that was received?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bids.sealing.holders import container_of, held_files
from bids.sealing.sweep import damaged_files


class Command(BaseCommand):
    help = (
        "Vérifie l’empreinte de chaque fichier déposé, sans rien ouvrir ; sort en erreur s’il en manque un."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        damaged = list(damaged_files())
        for file, error in damaged:
            self.stderr.write(f"Dépôt {container_of(file)} : {error}")
        if damaged:
            raise CommandError(f"{len(damaged)} fichier(s) à restaurer.")
        self.stdout.write(f"{sum(1 for _ in held_files())} fichier(s) intacts.")
