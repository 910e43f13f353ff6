"""manage.py write_rules: docs/regles.md from the checks and the rules; --check only compares."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from procedure.rules_page import rules_page

PAGE = Path(settings.BASE_DIR) / "docs" / "regles.md"


class Command(BaseCommand):
    help = "Écrit docs/regles.md : toutes les règles sur une page, à partir du code."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="compare seulement, et échoue si elle diffère"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        page = rules_page()
        if not options["check"]:
            PAGE.write_text(page, encoding="utf-8")
        elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page:
            raise CommandError("docs/regles.md n’est pas à jour : python manage.py write_rules l’écrit.")
