"""From the tables of sanctions.toml to the values of `shapes`: what people found and added to the lists."""

from collections.abc import Iterable

from demo.facts.reading import Entry
from demo.facts.shapes import Added, Nameless, Same, Sanctions

LISTS = r"[a-z-]{2,24}"


def sanctions(file: Entry, *, officials: Iterable[str], sources: Iterable[str], prisoners: Iterable[str]) -> Sanctions:
    """Everything in the file; what it names must be known."""
    return Sanctions(
        same=tuple(_same(entry, officials) for entry in file.entries("same", "official")),
        added=tuple(_added(entry, sources) for entry in file.entries("added", "list")),
        nameless=tuple(_nameless(entry, sources, prisoners) for entry in file.entries("nameless", "case")),
    )


def _same(entry: Entry, officials: Iterable[str]) -> Same:
    same = Same(
        official=entry.one_of("official", officials, "officials.toml", required=True),
        list=entry.matching("list", LISTS, "the key of a list, such as us-sdn"),
        numbers=entry.texts("numbers"),
    )
    entry.done()
    return same


def _added(entry: Entry, sources: Iterable[str]) -> Added:
    added = Added(
        list=entry.matching("list", LISTS, "the key of a list, such as us-sdn"),
        numbers=entry.texts("numbers"),
        source=entry.one_of("source", sources, "sources.toml", required=True),
        listed=entry.day("listed"),
        announced=entry.day("announced"),
        elsewhere=entry.text("elsewhere", longest=200),
    )
    entry.done()
    return added


def _nameless(entry: Entry, sources: Iterable[str], prisoners: Iterable[str]) -> Nameless:
    nameless = Nameless(
        case=entry.one_of("case", prisoners, "a dossier", required=True),
        programme=entry.text("programme", required=True),
        count=entry.number("count"),
        listed=entry.day_required("listed"),
        source=entry.one_of("source", sources, "sources.toml", required=True),
    )
    entry.done()
    return nameless
