"""Writes on people and invitations. All are atomic, leave their mark in the event trail, and raise ValidationError.

An error's keys are names of the fields it is about, so a form takes it as it is: `form.add_error(None, error)`.
"""

from accounts.services.invitations import accept_invitation, invite, resend_invitation, withdraw_invitation
from accounts.services.people import change_person, change_profile, close_account, reopen_account

__all__ = [
    "accept_invitation",
    "change_person",
    "change_profile",
    "close_account",
    "invite",
    "reopen_account",
    "resend_invitation",
    "withdraw_invitation",
]
