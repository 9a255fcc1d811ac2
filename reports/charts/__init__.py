"""The charts of the figures page, in its order. Each is drawn for one reader, about the cases asked for, in a fixed
number of questions.
"""

from reports.charts.acts import first_action, first_sanction
from reports.charts.charges import charges_used, statutes_used
from reports.charts.held import days_held, held
from reports.charts.held_where import held_where
from reports.charts.lag import sanctions_lag
from reports.charts.network import network
from reports.charts.shapes import Asked, Cell, Chart, Kind, Note
from reports.charts.work import alerts_open, alerts_opened, replies_owed, stalled_by_lead

__all__ = ["CHARTS", "Asked", "Cell", "Chart", "Kind", "Note"]

_ORDER = (
    *(held, days_held, charges_used, held_where, first_action, first_sanction, sanctions_lag),
    *(statutes_used, network, stalled_by_lead, replies_owed, alerts_open, alerts_opened),
)
CHARTS: dict[str, Kind] = {kind.slug: kind for kind in _ORDER}
