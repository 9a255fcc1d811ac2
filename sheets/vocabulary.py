"""The words of bringing in a sheet."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SheetKind(TextChoices):
    """What each row of a sheet is."""

    CASES = "cases", _("Cases with their prisoners")
    UPDATES = "updates", _("Updates")
    ACTIONS = "actions", _("Actions")
    OFFICIALS = "officials", _("Officials and what they did")
    DATES = "dates", _("Key dates")


class ImportState(TextChoices):
    """Where an import stands. In four of them a worker has it in hand; else somebody is asked, or it is over."""

    OPENING = "opening", _("Being opened")
    MAPPING = "mapping", _("Columns to be named")
    READING = "reading", _("Being read")
    WAITING = "waiting", _("Waiting for your word")
    APPLYING = "applying", _("Being applied")
    APPLIED = "applied", _("Applied")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")
    DROPPED = "dropped", _("Dropped")
    REFUSED = "refused", _("Not readable")


_S = ImportState
UNDER_WAY = (_S.OPENING, _S.READING, _S.APPLYING, _S.UNDOING)


class Verdict(TextChoices):
    """What becomes of a row."""

    ADD = "add", _("To add")
    CHANGE = "change", _("Changes something")
    SAME = "same", _("Nothing new")
    ALIKE = "alike", _("Possible duplicate")
    BROKEN = "broken", _("To mend")


class DateOrder(TextChoices):
    """How 02/03/2023 is meant."""

    ASK = "ask", _("As the sheet shows it")
    DMY = "dmy", _("Day first: 02/03/2023 is 2 March")
    MDY = "mdy", _("Month first: 02/03/2023 is 3 February")


class Choice(TextChoices):
    """What somebody said of a possible duplicate; another answer is the reference of the case that it is."""

    UNDECIDED = "", _("Left out until somebody says")
    NEW = "new", _("Somebody else: add")
    LEFT_OUT = "left_out", _("The same: leave out")
