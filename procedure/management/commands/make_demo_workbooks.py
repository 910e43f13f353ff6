"""manage.py make_demo_workbooks REFERENCE FOLDER: the five invented bids as XLSX files to deposit by hand."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from procedure.demo.files import write_all
from tenders.models import Lot


class Command(BaseCommand):
    help = "Écrit les cinq classeurs fictifs d’une consultation publiée, à déposer soi-même."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("reference")
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        lot = Lot.objects.filter(
            tender__reference=options["reference"], tender__published_at__isnull=False
        ).first()
        if lot is None:
            raise CommandError(f"Aucune consultation publiée sous la référence {options['reference']}.")
        for path in write_all(lot, options["folder"]):
            self.stdout.write(str(path))
