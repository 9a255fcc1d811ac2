"""What a chart is made of: a sentence with its key figure, a drawing, the table behind it, and how it was counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import Any, ClassVar, Protocol

from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import number_format

from accounts.models import User
from cases.filters import ME
from cases.models.case import CaseQuerySet


def grouped(figure: int) -> str:
    """A figure as the reader's language writes it: “12,345”."""
    return number_format(figure, force_grouping=True)


@dataclass(frozen=True)
class Asked:
    """For whom, about which cases and as of which day: `cases` come through the door and the filters of the list.

    `choices` are the filters in force, `query` the same as an address. Nothing chosen, a chart about something else
    than cases (alerts, replies) tells of all that its reader may see of it.
    """

    user: User
    cases: CaseQuerySet
    day: date
    query: QueryDict
    choices: dict[str, Any]

    @property
    def narrowed(self) -> bool:
        return any(self.choices.values())

    def keys(self) -> CaseQuerySet:
        """The keys of the cases, to look for what hangs on them."""
        return self.cases.order_by().values("pk")  # type: ignore[return-value]

    def cases_url(self, **choices: str | Iterable[str]) -> str:
        """The case list as it is filtered here, with these choices; empty where its filters cannot say that.

        Marks (`only`) are added, since a case must bear all of them. Another filter shows what has any of its choices,
        so one that is in force gives way only to one of its own.
        """
        query = self.query.copy()
        for name, chosen in choices.items():
            codes = [chosen] if isinstance(chosen, str) else list(chosen)
            allowed = self._allowed(name)
            if name == "only":
                codes = list(dict.fromkeys([*query.getlist(name), *codes]))
            elif allowed and not allowed.issuperset(codes):
                return ""
            query.setlist(name, codes)
        text = query.urlencode()
        path = reverse("cases:case-list")
        return f"{path}?{text}" if text else path

    def _allowed(self, name: str) -> set[str]:
        chosen = set(self.choices.get(name) or ())
        return chosen | {self.user.reference} if name == "lead" and ME in chosen else chosen


@dataclass(frozen=True)
class Cell:
    """One entry of a table: a figure or a word (None: nothing to say), with the list that makes it."""

    value: int | str | None
    url: str = ""

    @property
    def is_figure(self) -> bool:
        return self.value is None or isinstance(self.value, int)

    @property
    def text(self) -> str:
        return grouped(self.value) if isinstance(self.value, int) else self.value or ""


@dataclass(frozen=True)
class Note:
    """A remark below a chart, with a way on where there is one."""

    text: str
    url: str = ""
    action: str = ""


class Drawing(Protocol):
    """Geometry, with the template that writes it down."""

    template: ClassVar[str]


@dataclass(frozen=True)
class Chart:
    """One chart. Without a `drawing` there is nothing to show, and `empty` says what belongs here and what to do."""

    sentence: str
    columns: list[str]
    rows: list[list[Cell]]
    drawing: Drawing | None = None
    notes: list[Note] = field(default_factory=list)
    empty: Note | None = None

    @property
    def heads(self) -> list[tuple[str, bool]]:
        """The columns, and of each whether it is of figures."""
        return [(name, all(row[place].is_figure for row in self.rows)) for place, name in enumerate(self.columns)]


def nothing(sentence: str, text: str, url: str = "", action: str = "") -> Chart:
    """A chart of which nothing is recorded yet."""
    return Chart(sentence, [], [], empty=Note(text, url, action))


@dataclass(frozen=True)
class Kind:
    """A chart that there is: its name, how it is counted, and what makes it."""

    slug: str
    title: Any
    how: Any
    draw: Callable[[Asked], Chart]


def chart(slug: str, *, title: Any, how: Any) -> Callable[[Callable[[Asked], Chart]], Kind]:
    """Make a chart of the function below. `how` says what is counted, in a sentence or two."""

    def make(draw: Callable[[Asked], Chart]) -> Kind:
        return Kind(slug, title, how, draw)

    return make


def middle(figures: Iterable[int]) -> int:
    """The median without its half, so that at least half are as high. Raises ValueError where there are none."""
    return int(median(figures))
