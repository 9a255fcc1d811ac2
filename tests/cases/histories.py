"""Histories to fold: a short way to write one, and Hypothesis's way to make up any."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from cases.status import EFFECTS, Happening
from cases.vocabulary import DETAILS, UpdateDetail, UpdateKind
from core.partial_dates import PartialDate, Precision, parse_partial_date

DAY_ONE = date(2022, 4, 11)


def on(day: int | str, kind: UpdateKind, detail: UpdateDetail | str = "", **more: Any) -> Happening:
    """Something that happened, on the nth day or on a date as people write it; logged at the end of it all."""
    when = PartialDate(DAY_ONE + timedelta(days=day - 1)) if isinstance(day, int) else parse_partial_date(day)
    return Happening(when, more.pop("logged_on", date(2025, 1, 1)), kind, detail, **more)


def every_happening() -> list[tuple[UpdateKind, UpdateDetail | str]]:
    return [(kind, detail) for kind in UpdateKind for detail in DETAILS.get(kind, ("",))]


WHENS = st.builds(
    PartialDate,
    st.dates(date(2022, 4, 1), date(2022, 6, 30)),
    st.sampled_from([Precision.DAY, Precision.DAY, Precision.MONTH, Precision.CIRCA]),
)
HAPPENINGS = st.builds(
    lambda when, logged, what, sequence, facility: Happening(when, logged, what[0], what[1], sequence, facility),
    WHENS,
    st.dates(date(2022, 4, 1), date(2022, 8, 1)),
    st.one_of(st.sampled_from(every_happening()), st.sampled_from(sorted(EFFECTS))),
    st.integers(0, 2),
    st.sampled_from([None, None, 1, 2]),
)
HISTORIES = st.lists(HAPPENINGS, max_size=14)
SPAN = [date(2022, 3, 28) + timedelta(days=n) for n in range(130)]
