"""manage.py tell_award: the demonstration's invented sequel, from its ranking to its award."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from procedure.demo.continuation import NotReadyError, go_on
from procedure.demo.which import CONTINUATION


class Command(BaseCommand):
    help = "Joue la suite inventée de la démonstration, du classement à l’attribution."

    def handle(self, *args: Any, **options: Any) -> None:
        tender = CONTINUATION.tender()
        if not settings.DEMO or tender is None:
            raise CommandError("La démonstration n’est pas chargée (DEMO=1, puis load_demo).")
        try:
            award = go_on(tender)
        except NotReadyError as error:
            raise CommandError(str(error)) from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"Lot attribué à {award.bid.organisation} ; lettres envoyées.")
