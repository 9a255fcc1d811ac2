"""Every template: translatable, without inline code or style; every page whole, with a title and a heading."""

import re

import pytest

from tests.architecture.template_texts import TEMPLATES, inline_code, templates, untranslated

#: Said alike in every language: names of our own, codes, units.
SAID_ALIKE = {"Prisoners Tracker"}
FRAGMENT_FOLDERS = {"components", "forms", "admin"}


def named(path):
    return str(path.relative_to(TEMPLATES))


def is_page(path):
    """A whole page: no fragment, no mail, no frame that others extend."""
    parts = path.relative_to(TEMPLATES).parts
    return parts[0] not in FRAGMENT_FOLDERS and not path.name.startswith("_") and path.name != "base.html"


PAGES = [path for path in templates() if is_page(path)]


@pytest.mark.parametrize("path", [*templates(), *templates("*.txt")], ids=named)
def test_everything_a_reader_sees_is_translatable(path):
    assert [text for text in untranslated(path.read_text()) if text not in SAID_ALIKE] == []


@pytest.mark.parametrize("path", templates(), ids=named)
def test_nothing_runs_or_is_styled_inline(path):
    assert list(inline_code(path.read_text())) == []


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_a_page_extends_ours_and_has_title_and_heading(path):
    source = path.read_text()
    parent = re.search(r"{% extends ['\"]([^'\"]+)['\"] %}", source)
    assert parent, "A fragment is named _name.html; a page extends base.html."
    assert reaches_base(parent[1])
    assert re.search(r"{% block title %}\s*\S", source)
    assert re.search(r"{% block heading %}\s*\S", source) or "<h1" in source


def reaches_base(name):
    """Whether a template is base.html or extends it, however far up."""
    while name != "base.html":
        above = TEMPLATES / name
        parent = above.is_file() and re.search(r"{% extends ['\"]([^'\"]+)['\"] %}", above.read_text())
        if not parent:
            return False
        name = parent[1]
    return True


@pytest.mark.parametrize("path", templates(), ids=named)
def test_one_heading_of_the_first_rank_at_most(path):
    assert path.read_text().count("<h1") <= 1


@pytest.mark.parametrize("path", templates(), ids=named)
def test_nothing_is_fetched_from_elsewhere(path):
    assert re.findall(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//[^\"']*", path.read_text()) == []


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("<p>Hello</p>", ["Hello"]),
        ('<p>{% translate "Hello" %}: 12 · {{ name }} – &nbsp;</p>', []),
        ("{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}", []),
        ('<input placeholder="Name" value="machine" name="name">', ['placeholder="Name"']),
        ('<input type="submit" value="Save">', ['value="Save"']),
        ('<a title="{% translate \'Go\' %}" class="btn big">{# why #}×</a>', []),
        ('<p {% if x > 1 %}class="a"{% endif %}>{{ a }}</p>', []),
        ("<!-- a note --><!DOCTYPE html>", []),
    ],
)
def test_the_search_for_untranslated_texts_finds_them_and_no_others(source, seen):
    assert list(untranslated(source)) == seen


@pytest.mark.parametrize(
    ("source", "forbidden"),
    [
        ('<p style="color: red">', True),
        ('<button onclick="go()">', True),
        ("<style>p {}</style>", True),
        ("<script>go()</script>", True),
        ('<a href="javascript:go()">', True),
        ("<script src=\"{% static 'js/house.js' %}\" defer></script>", False),
        ('<p data-on="x" class="style">', False),
    ],
)
def test_the_search_for_inline_code_finds_it_and_nothing_else(source, forbidden):
    assert bool(list(inline_code(source))) == forbidden
