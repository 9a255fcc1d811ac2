"""The pages of the guide: `docs/guide/*.md`, in the order in which `docs/guide/README.md` links them.

They are ours, so they are rendered once and kept. Raw HTML in them is shown as text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

FOLDER: Path = settings.BASE_DIR / "docs" / "guide"
CONTENTS = "README"
#: Before every anchor, as the page under the drawer has ids of its own.
ANCHOR = "help-"
_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True)
class Text:
    """One file: what its first heading says, and the rest as HTML."""

    title: str
    html: SafeString


@dataclass(frozen=True)
class Page:
    """A page of the guide with its neighbours."""

    name: str
    text: Text
    previous: str
    next: str


@cache
def contents() -> Text:
    return read(CONTENTS)


@cache
def pages() -> dict[str, Page]:
    """Every page by name, in order."""
    names = list(_linked_by_the_contents())
    around = zip(["", *names], names, [*names[1:], ""], strict=False)
    return {name: Page(name, read(name), previous, following) for previous, name, following in around}


def _linked_by_the_contents() -> Iterator[str]:
    for token in _links(_tokens(CONTENTS)):
        target = str(token.attrs["href"])
        if target.endswith(".md"):
            yield target.removesuffix(".md")


def read(name: str) -> Text:
    """A file begins with `# Title`, which takes three tokens."""
    _open, title, _close, *rest = _tokens(name)
    for token, said in pairwise(rest):
        if token.type == "heading_open":
            token.attrSet("id", ANCHOR + slugify(said.content))
        elif token.type == "table_open":
            token.attrSet("class", "data-table")
    for link in _links(rest):
        _point(link)
    return Text(title.content, mark_safe(_markdown.renderer.render(rest, _markdown.options, {})))


def _tokens(name: str) -> list[Token]:
    return _markdown.parse((FOLDER / f"{name}.md").read_text())


def _links(tokens: list[Token]) -> Iterator[Token]:
    return (part for token in tokens for part in token.children or () if part.type == "link_open")


def _point(link: Token) -> None:
    """Turn `today.md#part` into the address of that page; a page of the product opens whole, not in the drawer."""
    page, _hash, anchor = str(link.attrs["href"]).partition("#")
    if page.endswith(".md"):
        page = reverse("guide:page", args=[page.removesuffix(".md")])
    elif page:
        link.attrSet("hx-boost", "false")
        return
    link.attrSet("href", f"{page}#{ANCHOR}{anchor}" if anchor else page)
