"""Say of a proposed match whether it is the same, as a person who may."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from accounts.permissions import Permission
from sanctions.models import Match
from sanctions.services.deciding import decide
from sanctions.vocabulary import Decision

WORDS = {decision.value.replace("_", "-"): decision for decision in Decision}


class Command(BaseCommand):
    help = "Decide a proposed match. The decision is that person's, as if they had made it in the browser."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("reference", help="the match, as `screen --json` prints it: M-…")
        parser.add_argument("decision", choices=sorted(WORDS))
        parser.add_argument("--by", required=True, metavar="EMAIL", help="who decides: an admin's e-mail address")
        parser.add_argument("--why", default="", help="the reason")

    def handle(self, *args: Any, **options: Any) -> None:
        by = User.objects.filter(email__iexact=options["by"], is_active=True).first()
        if by is None or not by.may(Permission.CURATE_SANCTIONS):
            raise CommandError(f"{options['by']}: nobody by that address may decide matches.")
        match = Match.objects.visible_to(by).filter(reference=options["reference"]).first()
        if match is None:
            raise CommandError(f"{options['reference']}: no such match, or out of this person's sight.")
        try:
            match = decide(match=match, decision=WORDS[options["decision"]], by=by, why=options["why"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        self.stdout.write(f"{match.reference}: {match.get_decision_display()}.")
