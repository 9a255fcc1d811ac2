"""The demonstration's mail: the files that Django's file backend writes under `var/mail/`."""

from __future__ import annotations

import email
import email.policy
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

BETWEEN = "\n" + "-" * 79 + "\n"


@dataclass(frozen=True)
class Letter:
    """One mail as somebody would read it. `name` is what its address on the page ends in."""

    name: str
    to: str
    subject: str
    text: str
    sent_at: datetime | None
    message_id: str


def letters(*, limit: int) -> list[Letter]:
    """The latest letters first."""
    found: list[Letter] = []
    for path in _files():
        found.extend(reversed(list(_in_file(path))))
        if len(found) >= limit:
            break
    return sorted(found, key=lambda one: one.sent_at.timestamp() if one.sent_at else 0, reverse=True)[:limit]


def letter(name: str) -> Letter | None:
    """The letter of that name."""
    return next((one for path in _files() for one in _in_file(path) if one.name == name), None)


def _files() -> list[Path]:
    folder = Path(settings.VAR_DIR) / "mail"
    return (
        sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime_ns, reverse=True) if folder.is_dir() else []
    )


def _in_file(path: Path) -> Iterator[Letter]:
    for part in path.read_text(encoding="utf-8", errors="replace").split(BETWEEN):
        if not part.strip():
            continue
        message = email.message_from_string(part.lstrip(), policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        body = message.get_body(preferencelist=("plain",))
        key = f"{message['Message-ID']}{message['To']}{message['Date']}"
        yield Letter(
            name=hashlib.sha256(key.encode()).hexdigest()[:16],
            to=str(message["To"]),
            subject=str(message["Subject"]),
            text=str(body.get_content()) if body else "",
            sent_at=parsedate_to_datetime(message["Date"]) if message["Date"] else None,
            message_id=str(message["Message-ID"]),
        )
