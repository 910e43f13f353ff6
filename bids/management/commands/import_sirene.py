"""`manage.py import_sirene FICHIER.csv`: take over an extract of INSEE's StockUniteLegale."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bids.applications.queries import known_sirens
from bids.sirene.importing import SHOWN_LINES, Refusals, import_extract
from bids.sirene.rows import NotAnExtract


class Command(BaseCommand):
    help = "Importe un extrait SIRENE (colonnes de StockUniteLegale, INSEE), en une fois ou pas du tout."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("fichier", type=Path)
        parser.add_argument(
            "--connus",
            action="store_true",
            help="ne garder que les opérateurs inscrits et les membres des candidatures lues",
        )
        parser.add_argument("--siren", action="append", default=[], help="ne garder que ce SIREN (répétable)")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = set(options["siren"]) | (known_sirens() if options["connus"] else set())
        try:
            done, refusals = import_extract(options["fichier"], wanted=wanted or None)
        except NotAnExtract as error:
            raise CommandError(f"Rien n’a été importé : {error}") from error
        except OSError as error:
            raise CommandError(f"Rien n’a été importé : {options['fichier']} ne se lit pas.") from error
        self.report(refusals)
        self.stdout.write(f"{done.units} unité(s) légale(s) importée(s) de {done.file_name}.")

    def report(self, refusals: Refusals) -> None:
        for bad in refusals.shown:
            self.stderr.write(f"Ligne {bad.line} refusée : {bad.reason}.")
        if refusals.count > SHOWN_LINES:
            self.stderr.write(f"{refusals.count} lignes refusées en tout.")
