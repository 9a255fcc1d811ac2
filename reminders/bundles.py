"""Alerts as they are shown: what belongs together stands together, so that a quiet case is one line and not four."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from reminders.models import Alert
from reminders.telling import worst_first


@dataclass(frozen=True)
class Bundle:
    """An alert, and those of its group on the same case that are in the same hands."""

    worst: Alert
    others: list[Alert] = field(default_factory=list)

    @property
    def tone(self) -> str:
        return "neutral" if self.worst.is_set_aside else self.worst.tone

    @property
    def waits(self) -> bool:
        """Whether one of them still waits to be acknowledged."""
        return any(alert.acknowledged_at is None for alert in (self.worst, *self.others))


def bundled(alerts: Iterable[Alert]) -> list[Bundle]:
    """Worst first; what was put off or accepted comes last, each by itself."""
    bundles: dict[tuple[object, ...], Bundle] = {}
    for alert in sorted(alerts, key=lambda alert: (alert.is_set_aside, worst_first(alert))):
        alone = alert.is_set_aside or not alert.kind.group
        key = (alert.pk,) if alone else (alert.case_id, alert.action_id, alert.kind.group, alert.assigned_to_id)
        if key in bundles:
            bundles[key].others.append(alert)
        else:
            bundles[key] = Bundle(alert)
    return list(bundles.values())
