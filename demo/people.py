"""The demonstration's organisation, its four people and their logins."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.db import transaction

from accounts.models import Duty, DutyKind, Organisation, OrganisationKind, User
from accounts.permissions import Role

NAMES = {
    Role.VIEWER: "Vera Lindqvist",
    Role.ADVOCATE: "Ada Moreno",
    Role.STAFF: "Samir Haddad",
    Role.ADMIN: "Ines Okafor",
}
DUTIES = {
    Role.STAFF: (DutyKind.UN, DutyKind.HEALTH, DutyKind.COMMUNICATIONS),
    Role.ADMIN: (DutyKind.DIRECTOR, DutyKind.SANCTIONS, DutyKind.CONSENT, DutyKind.US),
}


def address(role: Role) -> str:
    return f"{role.value}@demo.example"


def logins_file() -> Path:
    return Path(settings.VAR_DIR) / "demo-logins.txt"


@transaction.atomic
def load_people() -> dict[Role, User]:
    """The four people, one for each role; made where they are missing, left as they are otherwise."""
    desk, _made = Organisation.objects.get_or_create(
        slug="demonstration-desk",
        defaults={"name": "Demonstration Desk", "kind": OrganisationKind.NGO, "works_here": True},
    )
    people = {}
    for role, name in NAMES.items():
        user = User.objects.filter(email=address(role)).first()
        people[role] = user or User.objects.create_user(address(role), name=name, role=role, organisation=desk)
        for kind in DUTIES.get(role, ()):
            Duty.objects.get_or_create(kind=kind, user=people[role])
    return people


def give_logins(people: dict[Role, User]) -> str:
    """The text of the logins file: kept while every password in it still works, else written with new ones."""
    path = logins_file()
    if path.is_file() and all(_still_works(path.read_text(), user) for user in people.values()):
        return path.read_text()
    lines = ["Demonstration logins. They open this house only, on this machine only.", ""]
    for role, user in people.items():
        password = "-".join(secrets.token_hex(2) for _ in range(4))
        user.set_password(password)
        user.save()
        lines.append(f"{role.label:<9} {user.email:<24} {password}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n")
    os.chmod(path, 0o600)
    return path.read_text()


def _still_works(text: str, user: User) -> bool:
    password = next((line.split()[-1] for line in text.splitlines() if user.email in line), "")
    return bool(password) and user.check_password(password)
