"""How far jurisdictions come behind the first one that sanctioned an official of these cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from advocacy.jurisdictions import name_of
from core.templatetags.house import days as in_days
from reports.charts.geometry import SpanRow, range_in_words, range_of, spans
from reports.charts.shapes import Asked, Cell, Chart, Note, chart, grouped, middle, nothing
from sanctions.aligned import alignment_of, involvements, officials
from sanctions.alignment import Cell as Aligned
from sanctions.alignment import Matrix
from sanctions.models import Designation
from sanctions.vocabulary import CellState


@dataclass
class Behind:
    """What one jurisdiction did about officials whom somebody has sanctioned: first, later (by so many days), not."""

    first: int = 0
    later: list[int] = field(default_factory=list)
    undated: int = 0
    not_listed: int = 0
    no_list: int = 0


@chart(
    "sanctions-lag",
    title=gettext_lazy("Sanctions lag"),
    how=gettext_lazy(
        "Officials with an approved part in these cases whom at least one jurisdiction has sanctioned for that: days "
        "from its date to each other's. “Not in its list” is said of the list as loaded. Listings without a known day, "
        "or for something else, have no lag."
    ),
)
def sanctions_lag(asked: Asked) -> Chart:
    matrix = _matrix(asked)
    behind = {code: _behind(cells) for code, cells in _by_jurisdiction(matrix).items()} if matrix.rows else {}
    if not behind:
        text = _("As soon as two people have approved who took part in a case and one of them is listed, this fills.")
        return nothing(
            _("Nobody with a part in these cases is sanctioned"), text, reverse("sanctions:gaps"), _("See the gaps")
        )
    ranked = sorted(behind.items(), key=lambda item: (-len(item[1].later) - item[1].first, item[0]))
    table = []
    for code, one in ranked:
        figures = [one.first, len(one.later), *range_of(one.later), one.undated, one.not_listed, one.no_list]
        table.append([Cell(name_of(code)), *map(Cell, figures)])
    drawn = [_row(name_of(code), one) for code, one in ranked]
    text = _("Whom others have sanctioned and one has not, by name, is told under the gaps.")
    note = Note(text, reverse("sanctions:gaps"), _("See the gaps"))
    return Chart(_said(len(matrix.rows), behind.values()), _columns(), table, spans(drawn), notes=[note])


def _matrix(asked: Asked) -> Matrix:
    """Only who is sanctioned at all, so that the rest of a long list of officials is not read."""
    parts = involvements(asked.user).filter(case__in=asked.keys(), approved_at__isnull=False).order_by()
    listed = Designation.objects.filter(official=OuterRef("pk"))
    rows = officials(asked.user).filter(Exists(parts.filter(official=OuterRef("pk"))), Exists(listed))
    matrix = alignment_of(rows.order_by("pk"), asked.user, asked.day, alleged=False)
    begun = tuple(row for row in matrix.rows if any(cell.lag is not None for cell in row.cells))
    return Matrix(matrix.day, matrix.jurisdictions, begun, matrix.lists)


def _by_jurisdiction(matrix: Matrix) -> dict[str, list[Aligned]]:
    return {code: [row.cells[place] for row in matrix.rows] for place, code in enumerate(matrix.jurisdictions)}


def _behind(cells: Iterable[Aligned]) -> Behind:
    found = Behind()
    for cell in cells:
        if cell.lag:
            found.later.append(cell.lag)
        elif cell.lag == 0:
            found.first += 1
        elif cell.state == CellState.NOT_LISTED:
            found.not_listed += 1
        elif cell.state == CellState.NO_LIST:
            found.no_list += 1
        else:
            found.undated += 1
    return found


def _columns() -> list[str]:
    days = [_("Fewest days behind"), _("Median days behind"), _("Most days behind")]
    rest = [_("Listed, without a day or for something else"), _("Not in its list"), _("No list loaded")]
    return [_("Jurisdiction"), _("Listed first"), _("Listed later"), *days, *rest]


def _row(label: str, one: Behind) -> SpanRow:
    parts = [range_in_words(one.later)] if len(one.later) > 1 else []
    for many, words in (
        (one.first, ngettext("first for %(n)s", "first for %(n)s", one.first)),
        (one.not_listed, ngettext("%(n)s not in its list", "%(n)s not in its list", one.not_listed)),
        (one.no_list, ngettext("no list loaded for %(n)s", "no list loaded for %(n)s", one.no_list)),
        (one.undated, ngettext("%(n)s listed without a lag", "%(n)s listed without a lag", one.undated)),
    ):
        if many:
            parts.append(words % {"n": grouped(many)})
    figure = _("%(days)s behind") % {"days": in_days(middle(one.later))} if one.later else ""
    return SpanRow(label, figure, "; ".join(parts), one.later)


def _said(many: int, behind: Iterable[Behind]) -> str:
    later = [days for one in behind for days in one.later]
    if not later:
        words = ngettext(
            "%(n)s official is sanctioned, and no second jurisdiction has followed with a date",
            "%(n)s officials are sanctioned, and no second jurisdiction has followed with a date",
            many,
        )
        return words % {"n": grouped(many)}
    words = ngettext(
        "%(n)s official is sanctioned; whoever followed the first did so after a median of %(days)s",
        "%(n)s officials are sanctioned; whoever followed the first did so after a median of %(days)s",
        many,
    )
    return words % {"n": grouped(many), "days": in_days(middle(later))}
