"""Reading a list from its files: which file is what, of what day it is, and its entries as a stream."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import date
from itertools import chain

from django.utils.translation import gettext as _

from core import clock
from sanctions.importing.comparing import Comparing, Comparison, Progress, guard
from sanctions.lists import FORMATS
from sanctions.lists.opening import head_of, opened
from sanctions.lists.shapes import Item, ListDate, NotThisList, ParsedEntry
from sanctions.models import ListSource

Files = Mapping[str, str]  # the list itself under "", its parts under their names: paths
#: A list says its day near its beginning, or not at all.
DATE_WITHIN = 1000
_DAY_IN_NAME = re.compile(r"(?<!\d)(20\d\d)[-_.]?([01]\d)(?:[-_.]?([0-3]\d))?(?!\d)")


def files_of(source: ListSource, paths: Mapping[str, str]) -> dict[str, str]:
    """Which of `paths` (by their file names) is the list itself and which a part that stands beside it.

    Raises NotThisList, saying what a file looks like, where one is nothing of this list.
    """
    wanted = FORMATS[source.key]
    found: dict[str, str] = {}
    for name, path in paths.items():
        head = head_of(path)
        part = wanted.looks_like(head)
        if part is None:
            raise NotThisList(_unlike(name, source, head))
        if part in found:
            raise NotThisList(_("“%(name)s”: two files are the same part of this list.") % {"name": name})
        found[part] = path
    if "" not in found:
        words = _("“%(name)s” only goes with the list itself: give both together.")
        raise NotThisList(words % {"name": next(iter(paths), "")})
    return found


def _unlike(name: str, source: ListSource, head: bytes) -> str:
    said = {"name": name, "list": source.name}
    # Two lists are workbooks, which only their columns tell apart.
    others = [one.key for one in FORMATS.values() if one.key != source.key and one.looks_like(head) is not None]
    if others:
        said["other"] = ", ".join(ListSource.objects.filter(key__in=others).values_list("name", flat=True)) or others[0]
        return _("“%(name)s” looks like another list: %(other)s. Choose that one, or another file.") % said
    return _("“%(name)s” does not look like this list: %(list)s. Choose the file as its publisher gives it.") % said


def compare(
    source: ListSource,
    files: Files,
    *,
    dated: date | None = None,
    file_name: str = "",
    sample: bool = False,
    progress: Progress | None = None,
) -> Comparison:
    """Read a list and compare it with what we have of it. Nothing is written.

    The day is `dated`, else what the list says of itself, else what its file's name says, else today's.
    Raises NotThisList where the file cannot be read at all.
    """
    wanted = FORMATS[source.key]
    if sample and source.entries.filter(sample=False).exists():
        raise NotThisList(_("The real list is here: no sample data is loaded over it."))
    with ExitStack() as stack:
        streams = {name: stack.enter_context(opened(path)) for name, path in files.items()}
        items = wanted.parse(streams.pop(""), streams)
        said, items = _date_of(items)
        day, where = _settled(dated, said, file_name)
        latest = source.snapshots.applied().filter(sample=sample).first()
        made = Comparison(
            source=source,
            version=source.version,
            dated=day,
            dated_by=where,
            is_history=latest is not None and day < latest.dated,
            aside=tempfile.TemporaryFile("w+", encoding="utf-8"),  # noqa: SIM115  # closed by whoever applies it
        )
        try:
            Comparing(made, wanted, sample, progress or (lambda done: None)).read(items)
        except BaseException:
            made.aside.close()
            raise
    guard(made, wanted, latest)
    return made


def _date_of(items: Iterator[Item]) -> tuple[ListDate | None, Iterator[Item]]:
    """The list's own date, which comes before its first entry, and everything else."""
    before: list[Item] = []
    for item in items:
        if isinstance(item, ListDate):
            return item, chain(before, items)
        before.append(item)
        if isinstance(item, ParsedEntry) or len(before) >= DATE_WITHIN:
            break
    return None, chain(before, items)


def _settled(dated: date | None, said: ListDate | None, file_name: str) -> tuple[date, str]:
    today = clock.real_today()
    if dated is not None:
        day, where = dated, _("given by hand")
    elif said is not None:
        day, where = said.day, said.where or _("the list itself")
    elif named := day_in_name(file_name):
        day, where = named, _("the file’s name")
    else:
        day, where = today, _("the day of the import")
    if day > today:
        raise NotThisList(_("The list is dated %(day)s, and that day has not come: check the date.") % {"day": day})
    return day, where


def day_in_name(name: str) -> date | None:
    """A day that a file's name tells (“sdn_2023-03-02.csv.gz”); of a month, its first."""
    for year, month, day in _DAY_IN_NAME.findall(name):
        try:
            return date(int(year), int(month), int(day or 1))
        except ValueError:
            continue
    return None
