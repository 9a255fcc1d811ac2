"""The words of sanctions, as codes with labels. One word for one thing: the API and the commands print the codes."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EntryKind(TextChoices):
    """What an entry of a list is about."""

    PERSON = "person", _("Person")
    BODY = "body", _("Body")
    VESSEL = "vessel", _("Vessel or aircraft")
    OTHER = "other", _("Other")


class SnapshotState(TextChoices):
    """Where an import stands. Waiting: read and compared, and nothing applied yet."""

    QUEUED = "queued", _("Waiting to be read")
    READING = "reading", _("Being read")
    WAITING = "waiting", _("Waiting to be applied")
    APPLYING = "applying", _("Being applied")
    APPLIED = "applied", _("Applied")
    REFUSED = "refused", _("Refused")
    DROPPED = "dropped", _("Dropped")


#: What a worker takes up, and what it turns into.
UNDER_WAY = (SnapshotState.QUEUED, SnapshotState.READING, SnapshotState.APPLYING)


class ChangeKind(TextChoices):
    """What one import makes of one entry; rejected: a row that could not be read."""

    ADDED = "added", _("Added")
    CHANGED = "changed", _("Changed")
    REMOVED = "removed", _("Removed")
    REJECTED = "rejected", _("Rejected")


class Decision(TextChoices):
    """What a person said of a proposed match."""

    SAME = "same", _("Same")
    NOT_SAME = "not_same", _("Not the same")
    UNSURE = "unsure", _("Unsure")


class CellState(TextChoices):
    """What is on record of one official in one jurisdiction, on a day."""

    LISTED = "listed", _("Listed")
    LISTED_OTHERWISE = "listed_otherwise", _("Listed for something else")
    DELISTED = "delisted", _("Delisted")
    NOT_LISTED = "not_listed", _("Not in the list")
    NO_LIST = "no_list", _("No list loaded")


class TargetKind(TextChoices):
    """As what somebody is recommended for designation."""

    OFFICIAL = "official", _("Official")
    DEPENDANT = "dependant", _("Dependant")
    ENABLER = "enabler", _("Enabler")


class SectionKind(TextChoices):
    """The parts of a dossier: those of a Global Magnitsky recommendation, which hold for every programme here."""

    IDENTITY = "identity", _("Who they are")
    ABUSE = "abuse", _("What was done")
    LINK = "link", _("Their part in it")
    EVIDENCE = "evidence", _("Evidence")
    PRIOR_LISTINGS = "prior_listings", _("Listed elsewhere")
    EXCULPATORY = "exculpatory", _("What speaks for them")
    INTEREST = "interest", _("Why this government")
    LEGAL_TEST = "legal_test", _("Legal test")
