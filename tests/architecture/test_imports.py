"""An app imports only from its left, and `core` knows nothing of what the house is about."""

import ast
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import APPS, code_lines, code_tokens, modules, named, present_apps, tree

#: Words that only a domain app may know. `core` could serve any organisation with any matter.
DOMAIN_WORDS = {
    "advocacy", "alert", "alerts", "arrest", "case", "cases", "charge", "citation", "court", "custody", "detain",
    "detained", "detaining", "detention", "dossier", "facility", "government", "hearing", "involvement", "jail",
    "lawyer", "magnitsky", "official", "penal", "prison", "prisoner", "prisoners", "remand", "sanction",
    "sanctioned", "sanctions", "statute", "torture", "trial", "verdict",
}  # fmt: skip
#: Of code: blank lines, comments and docstrings are free.
CORE_LINES = 1200


def imported_apps(path: Path) -> Iterator[tuple[str, int]]:
    """Our apps that a module imports, anywhere in it, functions and TYPE_CHECKING blocks included."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names = [node.module]
        else:
            continue
        for name in names:
            if (first := name.split(".")[0]) in APPS or first in {"prisoners_tracker", "tests"}:
                yield first, node.lineno


@pytest.mark.parametrize("app", present_apps())
def test_an_app_imports_only_from_its_left(app):
    allowed = APPS[: APPS.index(app) + 1]
    wrong = [
        f"{named(path)}:{line} imports {other}"
        for path in modules(app)
        for other, line in imported_apps(path)
        if other not in allowed
    ]
    assert wrong == [], "Move what is needed to the left, or give the lower app a slot (core/slots.py)."


def test_no_two_apps_import_each_other():
    edges = {(app, other) for app in present_apps() for path in modules(app) for other, _ in imported_apps(path)}
    assert not [(one, other) for one, other in edges if one != other and (other, one) in edges]


def test_an_import_within_a_function_would_be_seen(tmp_path, monkeypatch):
    module = tmp_path / "dodge.py"
    module.write_text("def dodge():\n    from reports.views import today\n    import demo.clock\n")
    assert list(imported_apps(module)) == [("reports", 2), ("demo", 3)]


def words_of_code(path: Path) -> Iterator[tuple[str, int]]:
    """The words in a module's names and texts, snake_case and CamelCase taken apart; what it explains may say more."""
    for token in code_tokens(path):
        if token.type in {tokenize.NAME, tokenize.STRING}:
            apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", token.string).lower()
            yield from ((word, token.start[0]) for word in re.findall(r"[a-z]+", apart))


def test_core_knows_no_domain_word():
    found = [
        f"{named(path)}:{line} says “{word}”"
        for path in modules("core")
        for word, line in words_of_code(path)
        if word in DOMAIN_WORDS
    ]
    assert found == []


def test_a_domain_word_in_a_name_would_be_heard(tmp_path):
    module = tmp_path / "plain.py"
    module.write_text('"""A case."""\n# a case\nclass OpenCases: ...\nremand_until = "court"\n')
    heard = [(word, line) for word, line in words_of_code(module) if word in DOMAIN_WORDS]
    assert heard == [("cases", 3), ("remand", 4), ("court", 4)]


def test_core_stays_small():
    sizes = {named(path): code_lines(path) for path in modules("core")}
    assert sum(sizes.values()) <= CORE_LINES, sorted(sizes.items(), key=lambda entry: -entry[1])[:5]
