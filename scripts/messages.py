"""`make messages`: every text of the product gathered into the catalogues, and these compiled.

`--check` only says what is missing. Gathering needs GNU gettext; where it is not installed, the catalogues are checked
by themselves alone, and it is said.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
#: Of no use to a translator, or none of ours.
LEFT_OUT = (".*", "var", "tests", "bench", "scripts", "docs", "node_modules", "__pycache__", "test-results")
_FILLED_IN = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?\w+[^>]*>")


def main(arguments: list[str]) -> int:
    if "--check" not in arguments:
        if not gather(ROOT):
            print("Install GNU gettext first: its xgettext reads the texts.")
            return 1
        for path in catalogues(ROOT):
            polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
        return report(lacks(ROOT))
    with tempfile.TemporaryDirectory(prefix="prisoners-tracker-messages-") as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
        if not gather(copy):
            print("GNU gettext is not installed: what the catalogues do not have was not looked for.")
        return report([*lacks(copy), *stale()])


def catalogues(root: Path) -> list[Path]:
    return sorted(root.glob("locale/*/LC_MESSAGES/django.po"))


def gather(root: Path) -> bool:
    """Write the texts of `root` into its catalogues. Returns whether gettext is there to do it."""
    if shutil.which("xgettext") is None:
        return False
    languages = [argument for path in catalogues(root) for argument in ("--locale", path.parent.parent.name)]
    ignored = [argument for pattern in LEFT_OUT for argument in ("--ignore", pattern)]
    command = [sys.executable, "-m", "django", "makemessages", "--add-location", "file", "--no-obsolete"]
    subprocess.run([*command, *languages, *ignored], cwd=root, check=True, capture_output=True)
    for path in catalogues(root):
        tidy(path)
    return True


def tidy(path: Path) -> None:
    """No guesses of gettext's, and nothing that changes from day to day."""
    catalogue = polib.pofile(str(path), wrapwidth=100)
    for entry in catalogue:
        if entry.fuzzy:
            entry.flags.remove("fuzzy")
            entry.msgstr, entry.msgstr_plural = "", dict.fromkeys(entry.msgstr_plural, "")
        entry.previous_msgid = entry.previous_msgid_plural = entry.previous_msgctxt = None
    catalogue.header, catalogue.metadata_is_fuzzy = "", False
    catalogue.metadata = {
        "Project-Id-Version": "Prisoners Tracker",
        "Language": path.parent.parent.name,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": catalogue.metadata["Plural-Forms"],
    }
    catalogue.save()


def lacks(root: Path) -> Iterator[str]:
    """What the catalogues of `root` lack or say with other parts than the text has."""
    for path in catalogues(root):
        language = path.parent.parent.name
        catalogue = polib.pofile(str(path))
        forms = int(catalogue.metadata["Plural-Forms"].partition("nplurals=")[2][0])
        for entry in catalogue:
            said = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
            if not all(said) or (entry.msgid_plural and len(said) != forms):
                yield f"{language}: not translated: {entry.msgid!r}"
            elif not all(parts(one) <= parts(entry.msgid) | parts(entry.msgid_plural) for one in said) or (
                parts(said[-1]) != parts(entry.msgid_plural or entry.msgid)
            ):
                yield f"{language}: other parts than the text has: {entry.msgid!r}"


def parts(text: str) -> set[str]:
    """What is filled in, and the tags."""
    return set(_FILLED_IN.findall(text.replace("%%", "")))


def stale() -> Iterator[str]:
    for path in catalogues(ROOT):
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.read_bytes() != polib.pofile(str(path)).to_binary():
            yield f"{path.parent.parent.name}: django.mo is not what django.po says: `make messages` compiles it."


def report(wrong: Iterator[str] | list[str]) -> int:
    wrong = list(wrong)
    print("\n".join([*wrong[:40], *([f"… and {len(wrong) - 40} more"] if len(wrong) > 40 else [])]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
