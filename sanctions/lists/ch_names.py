"""Names in the Swiss list: made of parts with types, each with its spellings in other languages and scripts."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from sanctions.lists.opening import text_of
from sanctions.lists.shapes import ALIAS, FORMER, PRIMARY, Name
from sanctions.lists.words import script_of

NAME_TYPES = {"primary-name": PRIMARY, "formerly-known-as": FORMER}
FAMILY = ("family-name", "maiden-name")
#: Parts that do not belong to the name as it is called.
NO_NAME = ("title", "honorific", "suffix")
#: The spelling that a part itself has.
MAIN = ""


def names_of(subject: Element) -> Iterator[Name]:
    """All names of a target: of its main identity first, each followed by its other spellings."""
    identities = sorted(subject.findall("identity"), key=lambda one: one.get("main") != "true")
    for identity in identities:
        for element in identity.findall("name"):
            kind = NAME_TYPES.get(element.get("name-type", ""), ALIAS)
            kind = ALIAS if kind == PRIMARY and identity is not identities[0] else kind
            parts = [part for part in element.findall("name-part") if part.get("name-part-type") not in NO_NAME]
            spelled = [(_is_family(part), _spellings(part)) for part in sorted(parts, key=_order)]
            for spelling in dict.fromkeys(key for _family, texts in spelled for key in texts):
                yield from _name(spelled, spelling, kind, weak=element.get("quality") == "low")


def _order(part: Element) -> tuple[bool, int]:
    """Given names before family names; else in the list's order."""
    order = part.get("order", "")
    return _is_family(part), int(order) if order.isdigit() else 0


def _is_family(part: Element) -> bool:
    return part.get("name-part-type") in FAMILY


def _spellings(part: Element) -> dict[str, str]:
    """How a part is written, by language and script."""
    texts = {MAIN: text_of(part, "value")}
    for variant in part.findall("spelling-variant"):
        texts[f"{variant.get('lang', '')} {variant.get('script', '')}"] = variant.text or ""
    return {key: folded for key, text in texts.items() if (folded := " ".join(text.split()))}


def _name(spelled: list[tuple[bool, dict[str, str]]], spelling: str, kind: str, *, weak: bool) -> Iterator[Name]:
    """The name in one spelling. Where some of its parts have none, it is a part of the name only, and weak."""
    said = [(family, texts[spelling]) for family, texts in spelled if spelling in texts]
    families = [text for family, text in said if family]
    givens = [text for family, text in said if not family]
    text = " ".join([*givens, *families])
    yield Name(
        text,
        kind if spelling == MAIN else ALIAS,
        weak=weak or len(said) < len(spelled),
        family=" ".join(families),
        given=" ".join(givens) if families else "",  # a whole name is in one piece
        script=script_of(text),
    )
