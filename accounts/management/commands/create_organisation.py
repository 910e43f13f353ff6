"""Register what nobody may register alone (a buyer, an oversight body) and invite its administrator."""

import argparse
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts.enums import LegalFamily, OrganisationKind, Role
from accounts.invitations import link_of
from accounts.models import Invitation
from accounts.services import OrganisationData, create_organisation, invite


class Command(BaseCommand):
    help = "Inscrit une organisation et invite son premier administrateur ; affiche le lien de l’invitation."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--kind", required=True, choices=OrganisationKind.values)
        parser.add_argument("--name", required=True, help="dénomination")
        parser.add_argument("--siret", required=True)
        parser.add_argument("--family", choices=LegalFamily.values, default=LegalFamily.PUBLIC_BODY)
        parser.add_argument("--administrator", required=True, metavar="ADRESSE", help="adresse électronique")
        parser.add_argument("--roles", nargs="*", default=[], choices=Role.values, help="ses autres rôles")
        parser.add_argument("--fictitious", action=argparse.BooleanOptionalAction, default=False)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            invitation = self._create(options)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{invitation.organisation} est inscrite.")
        self.stdout.write(f"Invitation de {invitation.email}, valable sept jours : {link_of(invitation)}")

    @transaction.atomic
    def _create(self, options: dict[str, Any]) -> Invitation:
        organisation = create_organisation(
            kind=OrganisationKind(options["kind"]),
            organisation=OrganisationData(
                legal_name=options["name"],
                siret=options["siret"],
                legal_family=options["family"],
                is_fictitious=options["fictitious"],
            ),
            actor=None,
        )
        roles = {Role.ADMINISTRATOR, *map(Role, options["roles"])}
        invitation = invite(
            organisation=organisation, email=options["administrator"], roles=roles, actor=None
        )
        assert invitation  # a new organisation has no members yet
        return invitation
