from accounts.models.invitation import Invitation
from accounts.models.list_preference import ListPreference
from accounts.models.organisation import Organisation, OrganisationKind
from accounts.models.user import Duty, DutyKind, User

__all__ = ["Duty", "DutyKind", "Invitation", "ListPreference", "Organisation", "OrganisationKind", "User"]
