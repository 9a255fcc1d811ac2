"""Open an empty house: invite its first admin, who invites everybody else."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts import services
from accounts.models import Invitation, Organisation, User
from accounts.permissions import Permission, Role


class Command(BaseCommand):
    help = "Invite the first admin of an organisation by e-mail; the organisation is made when it is not there yet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", required=True, help="the admin's name")
        parser.add_argument("--organisation", required=True, help="the organisation's name")

    def handle(self, *args: Any, email: str, name: str, organisation: str, **options: Any) -> None:
        try:
            validate_email(email)
            invitation = invite_first_admin(email, name, organisation)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        invitation.refresh_from_db(fields=["sent_at"])
        if invitation.sent_at is None:
            raise CommandError("The mail could not be sent. Correct EMAIL_URL and run this again.")
        self.stdout.write(f"An invitation is on its way to {email}; its link works for seven days.")


@transaction.atomic
def invite_first_admin(email: str, name: str, organisation: str) -> Invitation:
    house, _ = Organisation.objects.get_or_create(
        name=organisation, defaults={"slug": slugify(organisation)[:40], "works_here": True}
    )
    if User.objects.who_may(Permission.MANAGE_PEOPLE).filter(organisation=house).exists():
        raise CommandError(f"{house} has an admin already, who can invite others on the people page.")
    # Run again, it replaces the link that did not arrive.
    Invitation.objects.waiting().filter(organisation=house, invited_by=None).update(withdrawn_at=timezone.now())
    return services.invite(email=email, name=name, role=Role.ADMIN, organisation=house, by=None)
