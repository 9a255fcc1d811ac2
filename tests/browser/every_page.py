"""Every full page of the house, from the permission table, at a real address in the demonstration.

What an address names is asked of the little world of `tests.architecture.world`; where the demonstration has one of
its own, that is it. So a new address has its page here, or fails until the world has what it names.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse

from accounts.models import User
from accounts.permissions import Role
from advocacy.models import Ask, Campaign, Determination
from cases.models import Case, KeyDate
from cases.vocabulary import KeyDateKind
from core import clock
from demo.mailbox import letters
from demo.models import Walk
from demo.people import address as mail_address
from sanctions.models import Designation, Match, NamelessDesignation
from tests.architecture.addresses import address
from tests.architecture.permission_table import ADMIN_SITE, ANONYMOUS, GET, TABLE
from tests.architecture.world import World
from tests.browser.conftest import KARA_MURZA
from tests.factories import KeyDateFactory, UserFactory

#: Full pages are seen by the admin, who sees most; these are somebody's own.
OWN = {
    "sheets:sheet": Role.STAFF,
    "reminders:mail-step": Role.ADVOCATE,
    "reminders:own-reminder": Role.ADVOCATE,
    "account_logout": Role.VIEWER,
}
#: Answers for machines, and the stock admin's way to our own login.
NO_PAGES = {"reminders:healthz", "reminders:readyz", "admin:login"}


@dataclass(frozen=True)
class EveryPage:
    name: str
    path: str
    #: Who looks at it; None: somebody who has not signed in.
    role: Role | None


class Demonstration(World):
    """The world as the demonstration has it; what it lacks is made beside it."""

    def __init__(self) -> None:
        self.people = {role: User.objects.get(email=mail_address(role)) for role in Role}
        self.organisation = self.people[Role.ADMIN].organisation
        UserFactory(organisation=self.organisation, role=Role.ADMIN)

    case = cached_property(lambda world: Case.objects.get(reference=KARA_MURZA))
    update = cached_property(lambda world: world.case.updates.latest("occurred_on"))
    involvement = cached_property(lambda world: world.case.involvements.all()[0])
    alert = cached_property(lambda world: world.case.alerts.filter(cleared_on=None)[0])
    action = cached_property(lambda world: world.case.actions.all()[0])
    ask = cached_property(lambda world: Ask.objects.all()[0])
    campaign = cached_property(lambda world: Campaign.objects.all()[0])
    determination = cached_property(lambda world: Determination.objects.all()[0])
    match = cached_property(lambda world: Match.objects.all()[0])
    official = cached_property(lambda world: world.match.official)
    entry = cached_property(lambda world: world.match.entry)
    designation = cached_property(lambda world: Designation.objects.all()[0])
    nameless = cached_property(lambda world: NamelessDesignation.objects.all()[0])

    @cached_property
    def key_date(self) -> KeyDate:
        """The advocate's own reminder."""
        whose = self.people[Role.ADVOCATE]
        return KeyDateFactory(case=self.case, kind=KeyDateKind.REMINDER, entered_by=whose, summary="Ring the lawyer")

    @cached_property
    def walk(self) -> Walk:
        day = clock.today()
        return Walk.objects.create(by=self.people[Role.ADMIN], from_day=day, to_day=day, total=3, done=1)

    @cached_property
    def letter(self) -> str:
        folder = Path(settings.VAR_DIR, "mail")
        backend = get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=folder)
        EmailMessage("One case", "River Kestrel", to=["ada@example.org"], connection=backend).send()
        return letters(limit=1)[0].name


def pages(world: Demonstration) -> list[EveryPage]:
    """The strangers' pages first, so that nobody has to be signed out in between."""
    found = [
        EveryPage(name, where(name, world), OWN.get(name, None if row.needs is ANONYMOUS else Role.ADMIN))
        for name, row in TABLE.items()
        if row.method == GET and not row.fragment and row.needs is not ADMIN_SITE and name not in NO_PAGES
    ]
    return sorted(found, key=lambda page: ("", *Role).index(page.role or ""))


def where(name: str, world: Demonstration) -> str:
    match name:
        case "demo:walk":
            return world.walk.get_absolute_url()
        case "demo:mail":
            return reverse(name, args=[world.letter])
        case "sanctions:list":
            return reverse(name, args=[world.entry.source.key])
        case "cases:event-new" | "advocacy:joint-action-new":
            return f"{reverse(name)}?case={world.case.reference}"
    return address(name, TABLE[name], world)
