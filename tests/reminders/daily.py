"""What replay is compared with: every day lived."""

from datetime import date

from reminders.engine import TOP_STEP
from reminders.replay import CLEARED, ESCALATED, OPENED


def lived_daily(case, start, end, found_on):
    """The plainest replay there is: what `found_on(case, day)` says of every day, compared with the day before."""
    events, alerts = [], {}
    for number in range(start.toordinal(), end.toordinal() + 1):
        day = date.fromordinal(number)
        found = found_on(case, day)
        for key in [key for key in alerts if key not in found or found[key][1].since > alerts[key]["opened"]]:
            del alerts[key]
            events.append((day, key[0], key[2], CLEARED))
        for key, (_rule, finding) in found.items():
            if key not in alerts:
                alerts[key] = {"opened": finding.due, "moved": day, "steps": 0}
                events.append((day, key[0], key[2], OPENED))
        for key, alert in alerts.items():
            rule, finding = found[key]
            latest = rule.rounds.last(day, alert["opened"], finding.until, finding.since)
            if alert["steps"] < TOP_STEP and latest > alert["moved"]:
                alert["moved"], alert["steps"] = latest, alert["steps"] + 1
                events.append((day, key[0], key[2], ESCALATED))
    return sorted(events)
