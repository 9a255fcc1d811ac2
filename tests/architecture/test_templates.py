"""Every template: translatable, without inline code or style; every page whole, with a title and a heading."""

import re

import pytest

from tests.architecture.template_texts import TEMPLATES, inline_code, templates, untranslated

#: Said alike in every language: names of our own, codes, units.
SAID_ALIKE = {"Prisoners Tracker"}
EXTENDS = re.compile(r"{% extends ['\"]([^'\"]+)['\"] %}")
TITLE = re.compile(r"{% block title %}(.*?){% endblock", re.DOTALL)
#: Read by those who build the house alone, in English: the page of components, there only with DEBUG on.
BUILDERS = "style"
#: Whole by themselves: the frame, and the page for when nothing works, not even what the frame needs.
WHOLE = {"base.html", "500.html"}


def named(path):
    return str(path.relative_to(TEMPLATES))


def parent(path):
    found = EXTENDS.search(path.read_text())
    return found[1] if found else None


FRAMES = {parent(path) for path in templates()} | {"allauth/layouts/base.html"}
#: Pages extend something; a fragment extends nothing, and what it is put into has the title and the heading.
PAGES = [path for path in templates() if parent(path) and named(path) not in FRAMES and "admin" not in path.parts]


@pytest.mark.parametrize(
    "path", [path for path in [*templates(), *templates("*.txt")] if path.parent.name != BUILDERS], ids=named
)
def test_everything_a_reader_sees_is_translatable(path):
    assert [text for text in untranslated(path.read_text()) if text not in SAID_ALIKE] == []


@pytest.mark.parametrize("path", templates(), ids=named)
def test_nothing_runs_or_is_styled_inline(path):
    assert list(inline_code(path.read_text())) == []


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_a_page_extends_ours_and_has_a_title(path):
    """That it has one heading, wherever included from, is seen on the answers: `test_permission_matrix.py`."""
    chain = ancestry(path)
    assert chain[-1] == "base.html"
    titles = [TITLE.search((TEMPLATES / name).read_text()) for name in chain if name != "base.html"]
    assert any(title and title[1].strip() for title in titles)


@pytest.mark.parametrize("path", [path for path in templates() if "<html" in path.read_text()], ids=named)
def test_only_the_frame_and_the_page_of_last_resort_are_whole(path):
    assert named(path) in WHOLE


def ancestry(path):
    """The names of a template and of all it extends, the last one extending nothing of ours."""
    chain = [named(path)]
    while (above := parent(TEMPLATES / chain[-1])) and (TEMPLATES / above).is_file():
        chain.append(above)
    return chain


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
