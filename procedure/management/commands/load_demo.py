"""manage.py load_demo: the 3919 consultation with five invented bids, once."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from procedure.demo.people import OFFICER, PASSWORD, PERSONAS
from procedure.demo.story import tell


class Command(BaseCommand):
    help = (
        "Charge la démonstration (consultation du 3919 et cinq offres fictives) ; ne fait rien si elle y est."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--accounts", action="store_true", help="affiche seulement les comptes")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "La démonstration crée des comptes au mot de passe connu : elle demande DEMO=1."
            )
        if options["accounts"]:
            return self.print_accounts()
        if User.objects.filter(email=OFFICER.email).exists():
            return self.stdout.write("La démonstration est déjà chargée.")
        tell(lambda line: self.stdout.write(f"  {line}"))
        return None

    def print_accounts(self) -> None:
        for persona in PERSONAS:
            self.stdout.write(f"  {persona.email:<32} {persona.purpose}")
        self.stdout.write(f"  mot de passe de tous : {PASSWORD}")
