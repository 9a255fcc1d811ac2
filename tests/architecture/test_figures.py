"""The figures our code stays within (docs on style): past one, split, or say why beside it here."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, modules, named, present_apps, tree

FILE_LINES, FUNCTION_LINES, VIEW_LINES, SETTINGS_LINES, TEMPLATE_LINES = 400, 60, 25, 300, 250
HOUSE = [*present_apps(), "prisoners_tracker", "scripts", "bench"]
#: What may be longer, and why.
LONGER: dict[str, str] = {}


def length(path: Path) -> int:
    return len(path.read_text().splitlines())


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


@pytest.mark.parametrize("folder", [*HOUSE, "tests"])
def test_no_module_is_longer_than_one_reads_at_a_sitting(folder):
    found = {named(path): length(path) for path in modules(folder) if length(path) > FILE_LINES}
    assert {name: lines for name, lines in found.items() if name not in LONGER} == {}


@pytest.mark.parametrize("folder", [*HOUSE, "tests"])
def test_no_function_is_longer_than_a_page(folder):
    found = {
        f"{named(path)}:{function.name}": lines_of(function)
        for path in modules(folder)
        for function in functions(path)
        if lines_of(function) > FUNCTION_LINES
    }
    assert {name: lines for name, lines in found.items() if name not in LONGER} == {}


def test_a_view_guards_fetches_binds_and_renders_in_few_lines():
    found = {
        f"{named(path)}:{function.name}": lines_of(function)
        for app in present_apps()
        for path in modules(app)
        if "views" in path.parts or path.name == "views.py"
        for function in functions(path)
        if function.args.args and function.args.args[0].arg == "request" and lines_of(function) > VIEW_LINES
    }
    assert {name: lines for name, lines in found.items() if name not in LONGER} == {}


def test_settings_are_one_short_file():
    assert length(ROOT / "prisoners_tracker" / "settings.py") <= SETTINGS_LINES


def test_no_template_is_longer_than_one_can_follow():
    found = {
        named(path): length(path) for path in (ROOT / "templates").rglob("*.html") if length(path) > TEMPLATE_LINES
    }
    assert found == {}


def test_nine_functions_of_ten_say_what_they_return():
    told = [
        function.returns is not None for app in present_apps() for path in modules(app) for function in functions(path)
    ]
    assert sum(told) > 0.9 * len(told)


def test_what_may_be_longer_is_still_longer():
    there = {named(path) for folder in [*HOUSE, "tests"] for path in modules(folder)}
    assert {name for name in LONGER if name.split(":")[0] not in there} == set()
