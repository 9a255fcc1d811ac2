"""People: their role and duties, their account opened and closed, their own preferences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Duty, DutyKind, Invitation, Organisation, User
from accounts.permissions import ROLE_PERMISSIONS, Permission, Role
from core import trail
from core.models import EventKind

Row = TypeVar("Row", bound=Model)
PROFILE_FIELDS = (
    "name", "time_zone", "language", "daily_digest", "digest_hour", "mail_critical_at_once",
    "single_keys",
)  # fmt: skip


@transaction.atomic
def change_person(*, person: User, role: Role, duties: Iterable[DutyKind], by: User) -> User:
    """Set somebody's role and duties. Raises ValidationError where no admin would be left."""
    person = _managed(person, by)
    if role != person.role:
        if Permission.MANAGE_PEOPLE not in ROLE_PERMISSIONS[role]:
            _keep_an_admin(person, "role")
        trail.record(EventKind.WRITE, "role", by=by, target=person.reference, old=person.role, new=role)
        person.role = role
        _save(person, by, "role")
    _set_duties(person, set(duties), by)
    return person


@transaction.atomic
def close_account(*, person: User, by: User) -> User:
    """Close somebody's account: it ends their sessions, and the invitations they sent open nothing any more."""
    person = _managed(person, by)
    if not person.is_active:
        return person
    _keep_an_admin(person)
    person.is_active = False
    _save(person, by, "is_active")
    ended = end_sessions(person)
    withdrawn = Invitation.objects.waiting().filter(invited_by=person).update(withdrawn_at=timezone.now())
    trail.record(
        EventKind.WRITE, "close-account", by=by, target=person.reference, sessions=ended, invitations=withdrawn
    )
    return person


@transaction.atomic
def reopen_account(*, person: User, by: User) -> User:
    """Open a closed account again, with the role and duties it had."""
    person = _managed(person, by)
    if not person.is_active:
        person.is_active = True
        _save(person, by, "is_active")
        trail.record(EventKind.WRITE, "reopen-account", by=by, target=person.reference)
    return person


@transaction.atomic
def change_profile(*, person: User, changes: dict[str, Any]) -> User:
    """Keep what somebody changed on their own profile; `changes` holds fields of PROFILE_FIELDS."""
    changed = [name for name in PROFILE_FIELDS if name in changes and changes[name] != getattr(person, name)]
    for name in changed:
        setattr(person, name, changes[name])
    if changed:
        person.full_clean(exclude=[field.name for field in User._meta.fields if field.name not in changed])
        _save(person, person, *changed)
        trail.record(EventKind.WRITE, "profile", by=person, target=person.reference, fields=changed)
    return person


def end_sessions(person: User) -> int:
    """Sign somebody out everywhere; how many sessions that ended. Sessions last twelve hours, so they are few."""
    theirs = [
        session.pk
        for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator()
        if session.get_decoded().get(SESSION_KEY) == str(person.pk)
    ]
    Session.objects.filter(pk__in=theirs).delete()
    return len(theirs)


def _managed(person: User, by: User) -> User:
    """The row as it is now. Raises PermissionDenied where `by` may not change people of that organisation."""
    if not Organisation.objects.managed_by(by).filter(pk=person.organisation_id).exists():
        raise PermissionDenied
    # The organisation's row is the lock: two admins must not end each other's role in the same moment.
    Organisation.objects.select_for_update().get(pk=person.organisation_id)
    return User.objects.get(pk=person.pk)


def _keep_an_admin(person: User, field: str = "") -> None:
    others = User.objects.who_may(Permission.MANAGE_PEOPLE).filter(organisation=person.organisation_id)
    if person.may(Permission.MANAGE_PEOPLE) and not others.exclude(pk=person.pk).exists():
        words = _("This is the last admin of %(organisation)s. Make somebody else an admin first.")
        error = words % {"organisation": person.organisation}
        raise ValidationError({field: error} if field else error)


def _set_duties(person: User, wanted: set[DutyKind], by: User) -> None:
    held = {DutyKind(duty.kind): duty for duty in person.duties.all()}
    for kind in sorted(wanted - held.keys()):
        _credited(Duty(user=person, kind=kind), by).save()
    for kind in sorted(held.keys() - wanted):
        _credited(held[kind], by).delete()
    if wanted != held.keys():
        trail.record(EventKind.WRITE, "duties", by=by, target=person.reference, old=sorted(held), new=sorted(wanted))


def _save(person: User, by: User, *fields: str) -> None:
    _credited(person, by).save(update_fields=fields)


def _credited(row: Row, by: User) -> Row:
    """The row, with whom its change history is to name."""
    row._history_user = by  # type: ignore[attr-defined]
    return row
