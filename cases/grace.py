"""The grace after an import: alerts that all open on one morning are alerts that nobody reads."""

from datetime import date, timedelta

#: STALL_RULES.md: 14 days' grace after an import of cases.
GRACE = timedelta(days=14)


def grace_from(day: date) -> date:
    """The last day without alerts for a case that was brought in on `day`: the fourteenth after it."""
    return day + GRACE
