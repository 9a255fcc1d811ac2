"""Invitations: made, sent again, withdrawn, accepted."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.mails import send_invitation
from accounts.models import Invitation, Organisation, User
from accounts.models.invitation import new_token, token_hash
from accounts.models.user import same_address
from accounts.permissions import Role
from core import trail
from core.models import EventKind


class AlreadyAccepted(Exception):
    """The invitation has served; its person can sign in."""


class InvitationClosed(Exception):
    """The invitation was withdrawn, is older than seven days, or never was."""


@transaction.atomic
def invite(*, email: str, name: str, role: Role, organisation: Organisation, by: User | None) -> Invitation:
    """Invite somebody and mail them a link once this is committed. `by` is None only for a house's first admin."""
    if by is not None:
        _insist_on(by, organisation)
    email = same_address(email)
    if User.objects.filter(email__iexact=email).exists():
        raise ValidationError({"email": _("There is already an account with this address.")})
    Invitation.objects.lapsed().filter(email=email).update(withdrawn_at=timezone.now())
    token = new_token()
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                email=email,
                name=name,
                role=role,
                organisation=organisation,
                invited_by=by,
                token_hash=token_hash(token),
            )
    except IntegrityError:
        raise ValidationError(
            {"email": _("This address has an open invitation. Send it again or withdraw it on the people page.")}
        ) from None
    _record("invite", invitation, by, role=role, organisation=organisation.slug)
    transaction.on_commit(lambda: send_invitation(invitation, token), robust=True)
    return invitation


@transaction.atomic
def resend_invitation(*, invitation: Invitation, by: User) -> Invitation:
    """Mail a new link, good for another seven days; the old one stops working."""
    invitation = _waiting(invitation)
    _insist_on(by, invitation.organisation)
    token = new_token()
    invitation.token_hash, invitation.created_at, invitation.sent_at = token_hash(token), timezone.now(), None
    invitation.save(update_fields=["token_hash", "created_at", "sent_at"])
    _record("invite-again", invitation, by)
    transaction.on_commit(lambda: send_invitation(invitation, token), robust=True)
    return invitation


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User) -> Invitation:
    """Close an invitation that nobody accepted; its link stops working at once."""
    invitation = _waiting(invitation)
    _insist_on(by, invitation.organisation)
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    _record("withdraw-invitation", invitation, by)
    return invitation


@transaction.atomic
def accept_invitation(*, token: str, name: str, password: str, time_zone: str) -> User:
    """Make the account that an invitation promised, once.

    Raises AlreadyAccepted when it has served, InvitationClosed when it no longer opens anything, and ValidationError
    for a password that is too weak.
    """
    invitation = invitation_for(token, lock=True)
    person = User(email=invitation.email, name=name, role=invitation.role, organisation=invitation.organisation)
    person.time_zone = time_zone
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise ValidationError({"password": error.messages}) from None
    person.set_password(password)
    person.save()
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    _record("accept-invitation", invitation, person, person=person.reference)
    return person


def invitation_for(token: str, *, lock: bool = False) -> Invitation:
    """The open invitation that `token` belongs to. Raises AlreadyAccepted or InvitationClosed."""
    rows = Invitation.objects.for_token(token)
    invitation = (rows.select_for_update() if lock else rows).first()
    if invitation is None:
        raise InvitationClosed
    if invitation.accepted_at or User.objects.filter(email__iexact=invitation.email).exists():
        raise AlreadyAccepted
    if not invitation.is_open:
        raise InvitationClosed
    return invitation


def _waiting(invitation: Invitation) -> Invitation:
    """The row as it is now, locked. Raises ValidationError when it has been accepted or withdrawn meanwhile."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.accepted_at:
        raise ValidationError(_("This invitation has been accepted meanwhile."))
    if invitation.withdrawn_at:
        raise ValidationError(_("This invitation has been withdrawn meanwhile."))
    return invitation


def _insist_on(by: User, organisation: Organisation) -> None:
    if not Organisation.objects.managed_by(by).filter(pk=organisation.pk).exists():
        raise PermissionDenied


def _record(action: str, invitation: Invitation, by: User | None, **facts: str) -> None:
    trail.record(EventKind.WRITE, action, by=by, target=invitation.reference, **facts)
