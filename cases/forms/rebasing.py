"""Moving what somebody typed in a correction onto the wording that somebody else saved first."""

from __future__ import annotations

from django.http import QueryDict

from accounts.models import User
from cases.cited import Cited, cited_by
from cases.forms.sources import PREFIX
from cases.models import Update
from core.forms import whole_number


def rebased(values: QueryDict, began_with: Update, newer: Update, reader: User) -> QueryDict:
    """`values` with the rows of known citations tied to `newer`, and a row for each source that `newer` added.

    A source that `newer` left out, and every source once it was taken back, becomes a row that names it again.
    """
    moved = values.copy()
    old = cited_by(began_with, reader)
    standing = {} if newer.retracted_at else cited_by(newer, reader)
    by_source = {one.citation.source_id: pk for pk, one in standing.items()}
    count = _count(values)
    for row in range(count):
        name = f"{PREFIX}-{row}-known"
        known = old.get(whole_number(values.get(name)) or 0)
        if known is None:
            continue
        pk = by_source.pop(known.citation.source_id, None)
        moved[name] = str(pk or "")
        if pk is None:
            _name_again(moved, f"{PREFIX}-{row}-", known)
    added = [pk for pk in standing if pk in by_source.values()]
    for row, pk in enumerate(added, start=count):
        moved[f"{PREFIX}-{row}-known"] = str(pk)
        _say_again(moved, f"{PREFIX}-{row}-", standing[pk])
    moved[f"{PREFIX}-TOTAL_FORMS"] = str(count + len(added))
    return moved


def _count(values: QueryDict) -> int:
    return min(whole_number(values.get(f"{PREFIX}-TOTAL_FORMS")) or 0, 100)


def _name_again(moved: QueryDict, prefix: str, known: Cited) -> None:
    source = known.source
    moved[f"{prefix}source"] = known.name if known.is_told else source.address
    moved[f"{prefix}connection"] = source.connection if known.names_teller else ""
    if not known.is_told:
        moved[f"{prefix}title"], moved[f"{prefix}publisher"] = source.title, source.publisher
        moved[f"{prefix}kind"] = source.kind


def _say_again(moved: QueryDict, prefix: str, added: Cited) -> None:
    for name in ("says", "says_when", "figure", "quotation", "reliability", "archived"):
        moved[f"{prefix}{name}"] = str(getattr(added.citation, name) or "")
