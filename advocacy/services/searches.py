"""Writing searches: somebody looked, on a day, in named places, for what a jurisdiction did about a case."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from advocacy.models import Search
from advocacy.services.writing import recorded
from cases.models import Case
from core import clock


@transaction.atomic
def log_search(
    *, case: Case, jurisdiction: str, searched_on: date, where: str, found: str = "", by: User | None
) -> Search:
    """Put on record that `by` looked. Said twice in the same words it is one search.

    Raises ValidationError, keyed by field: no jurisdiction, nowhere named, a day still to come.
    """
    if not jurisdiction:
        raise ValidationError({"jurisdiction": _("Say whose acts you looked for.")})
    if not where.strip():
        raise ValidationError({"where": _("Say where you looked: “gov.uk, Hansard”. Without it nobody can repeat it.")})
    if searched_on > clock.today():
        raise ValidationError({"searched_on": _("This day is still to come: a search is logged once it was made.")})
    search, new = Search.objects.get_or_create(
        case=case,
        jurisdiction=jurisdiction,
        searched_on=searched_on,
        where=where.strip(),
        found=found.strip(),
        searched_by=by,
    )
    if new:
        recorded("search-logged", case.reference, by, cases=[case.pk], jurisdiction=jurisdiction)
    return search
