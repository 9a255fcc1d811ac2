"""When advocacy has stalled: the rules about actions, about bodies, about the work on a case, and after a release.

Numbers and days are those of the house's table of rules; an admin may change the days (`reminders.RuleThreshold`).
"""

from advocacy.stalling import actions, bodies, occasions, work

__all__ = ["actions", "bodies", "occasions", "work"]
