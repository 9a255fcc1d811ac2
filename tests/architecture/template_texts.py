"""What a template says outside translate tags, and which of its attributes run code or carry style."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import ROOT

TEMPLATES = ROOT / "templates"
#: Everything between these is translated, explained or no text.
TRANSLATED = re.compile(r"{%-?\s*(blocktrans(?:late)?|comment|verbatim)\b.*?%}.*?{%-?\s*end\1\s*%}", re.DOTALL)
TAG_OR_COMMENT = re.compile(r"{%.*?%}|{#.*?#}|{{.*?}}|<!--.*?-->|<!.*?>", re.DOTALL)
SCRIPT_OR_STYLE = re.compile(r"<(script|style)\b[^>]*>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
ELEMENT = re.compile(r"<[a-zA-Z/](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
ATTRIBUTE = re.compile(r"""([a-zA-Z_:@][-\w:.@]*)\s*=\s*("[^"]*"|'[^']*')""")
#: Attributes that people read or hear.
SPOKEN = {"title", "alt", "placeholder", "aria-label", "aria-description", "label", "content", "value", "summary"}
#: Not words: entities, and what stands for itself in any language.
ENTITY = re.compile(r"&(?:#?\w+);")
WORD = re.compile(r"[^\W\d_]{2,}", re.UNICODE)


def templates(pattern: str = "*.html") -> list[Path]:
    return sorted(TEMPLATES.rglob(pattern))


def bare(source: str) -> str:
    """The source without template tags; each leaves a mark, so that markup around it stays whole."""
    return TAG_OR_COMMENT.sub("\x00", TRANSLATED.sub("\x00", source))


def untranslated(source: str) -> Iterator[str]:
    """The texts that a reader would see or hear and that no translate tag holds."""
    plain = SCRIPT_OR_STYLE.sub("\x00", bare(source))
    for element in ELEMENT.findall(plain):
        for name, value in ATTRIBUTE.findall(element):
            if name.lower() in SPOKEN and is_text(value[1:-1]) and not is_machine_value(name, element):
                yield f'{name}="{value[1:-1]}"'
    for text in ELEMENT.sub("\x00", plain).split("\x00"):
        if is_text(text):
            yield " ".join(text.split())


def is_text(text: str) -> bool:
    return bool(WORD.search(ENTITY.sub("", text.replace("\x00", " "))))


def is_machine_value(name: str, element: str) -> bool:
    """A `content` of <meta> or a `value` of anything but a labelled button is for machines."""
    if name == "content":
        return True
    return name == "value" and not re.search(r"type\s*=\s*[\"'](?:submit|button|reset)", element)


def inline_code(source: str) -> Iterator[str]:
    """What a strict Content-Security-Policy forbids: style, event handlers, inline script, javascript: addresses."""
    plain = bare(source)
    for element in ELEMENT.findall(plain):
        for name, value in ATTRIBUTE.findall(element):
            lowered = name.lower()
            if lowered == "style" or re.fullmatch(r"on[a-z]+", lowered) or lowered.startswith(("hx-on", "x-on", "@")):
                yield f"{name}={value}"
            if value[1:-1].strip().lower().startswith("javascript:"):
                yield f"{name}={value}"
    for name, content in SCRIPT_OR_STYLE.findall(plain):
        if content.replace("\x00", "").strip() or name.lower() == "style":
            yield f"<{name}>"
