"""A case in short, for looking at it beside the list."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from accounts.models import User
from cases.headline import Headline
from cases.list_rows import CaseRow, case_rows
from cases.models import Case, Update
from cases.vocabulary import Grade, UpdateKind
from core import clock

NEWS = 3


@dataclass(frozen=True)
class News:
    """An update in one line."""

    update: Update
    kind: Any
    grade: Any


@dataclass
class Preview:
    """What the panel shows one reader: nothing that the case's own page would not."""

    case: Case
    reader: User

    @cached_property
    def head(self) -> Headline:
        return Headline(self.case, self.reader)

    @cached_property
    def row(self) -> CaseRow:
        """The case as the list shows it, with the marks of the apps above."""
        return case_rows([self.case], user=self.reader, day=clock.today())[0]

    @cached_property
    def news(self) -> list[News]:
        """The latest updates, by the day they tell of."""
        updates = Update.objects.visible_to(self.reader).filter(case=self.case).current().by_day()[:NEWS]
        return [News(one, UpdateKind(one.kind).label, Grade(one.grade).label) for one in updates]
