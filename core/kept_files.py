"""Uploaded files, kept in the database in compressed parts until the job that reads them is over.

So any worker can read them, on any machine.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from core.classes import FieldClass
from core.fields import cipher

MB = 1024 * 1024
PART = 512 * 1024
LONGEST_NAME = 200


class Upload(Protocol):
    """A file as a form hands it in (`django.core.files.File`), or one that was fetched."""

    @property
    def name(self) -> str | None: ...

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]: ...


class FilePart(models.Model):
    """A part of an uploaded file. `sealed`: it names people, so the database only ever sees it encrypted."""

    field_class = FieldClass.INTERNAL
    sealed = False

    name = models.CharField(max_length=200)
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        abstract = True


def named(uploads: Iterable[Upload]) -> dict[str, Upload]:
    """The files by name. Raises ValidationError where two have the same, or where there is none."""
    files: dict[str, Upload] = {}
    for upload in uploads:
        name = os.path.basename((upload.name or "").replace("\\", "/"))[-LONGEST_NAME:] or "file"
        if name in files:
            raise ValidationError(_("Two files are called “%(name)s”: rename one.") % {"name": name})
        files[name] = upload
    if not files:
        raise ValidationError(_("Choose at least one file."))
    return files


def hash_of_uploads(files: Mapping[str, Upload], *, largest: int, instead: str) -> str:
    """As `hash_of`. Raises ValidationError for a file that is empty or larger; `instead` says what to do then."""
    digests = []
    for name, upload in files.items():
        digest, size = sha256(), 0
        for chunk in upload.chunks(PART):
            digest.update(chunk)
            size += len(chunk)
            if size > largest:
                words = _("“%(name)s” has more than %(limit)s MB: %(instead)s")
                raise ValidationError(words % {"name": name, "limit": largest // MB, "instead": instead})
        if not size:
            raise ValidationError(_("“%(name)s” is empty (0 bytes): fetch it again.") % {"name": name})
        digests.append(digest.hexdigest())
    return _joined(digests)


def hash_of(paths: Mapping[str, str]) -> str:
    """One SHA-256 over all files, whatever they are called."""
    digests = []
    for path in paths.values():
        with open(path, "rb") as file:
            digest = sha256()
            while chunk := file.read(MB):
                digest.update(chunk)
        digests.append(digest.hexdigest())
    return _joined(digests)


def _joined(digests: list[str]) -> str:
    return digests[0] if len(digests) == 1 else sha256("".join(sorted(digests)).encode()).hexdigest()


def store(parts: Any, files: Mapping[str, Upload]) -> None:
    """Keep the files in `parts` (a related manager), each part compressed: no row, and no memory, grows with them."""
    for name, upload in files.items():
        for number, chunk in enumerate(upload.chunks(PART)):
            packed = zlib.compress(chunk, 1)
            parts.create(name=name, number=number, data=cipher().encrypt(packed) if parts.model.sealed else packed)


@contextmanager
def unpacked(parts: Any) -> Iterator[dict[str, str]]:
    """The stored files as real ones, by name, for as long as they are read."""
    folder = tempfile.mkdtemp(prefix="kept-")
    try:
        paths: dict[str, str] = {}
        for part in parts.order_by("name", "number").iterator(chunk_size=8):
            path = paths.setdefault(part.name, os.path.join(folder, str(len(paths))))
            packed = cipher().decrypt(bytes(part.data)) if part.sealed else part.data
            with open(path, "ab") as file:
                file.write(zlib.decompress(packed))
        yield paths
    finally:
        shutil.rmtree(folder, ignore_errors=True)
