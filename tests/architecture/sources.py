"""Where the code of the house is, for the tests that look at all of it."""

import ast
import io
import tokenize
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
#: From left to right: an app imports only from its left.
APPS = ["core", "accounts", "cases", "advocacy", "sanctions", "sheets", "reminders", "reports", "guide", "demo"]
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
NO_CODE = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}


def present_apps() -> list[str]:
    """The apps that exist already, in order."""
    return [app for app in APPS if (ROOT / app).is_dir()]


def modules(*folders: str) -> Iterator[Path]:
    """Every module of these folders, without migrations."""
    for folder in folders:
        yield from (path for path in sorted((ROOT / folder).rglob("*.py")) if "migrations" not in path.parts)


@lru_cache(maxsize=1024)
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def docstring_lines(path: Path) -> set[int]:
    told: set[int] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node):
            told.update(range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1))
    return told


def code_tokens(path: Path) -> Iterator[tokenize.TokenInfo]:
    """What a module's code is made of: no blank lines, comments or docstrings."""
    told = docstring_lines(path)
    for token in tokenize.generate_tokens(io.StringIO(path.read_text()).readline):
        if token.type not in NO_CODE and token.start[0] not in told:
            yield token


def code_lines(path: Path) -> int:
    """How many lines hold code."""
    lines: set[int] = set()
    for token in code_tokens(path):
        lines.update(range(token.start[0], token.end[0] + 1))
    return len(lines)
