"""Small lists in the shape of Canada's, and files as a form or the command hands them in."""

from django.core.files.uploadedfile import SimpleUploadedFile

from sanctions.services.imports import begin_import, decide_import, go_on
from tests.sanctions.factories import source

RECORD = """<record><Country>{country}</Country><LastName>{last}</LastName><GivenName>{given}</GivenName>{birth}
<Schedule>1</Schedule><Item>{item}</Item><DateOfListing>{listed}</DateOfListing></record>"""


def record(item, last="Lenskaya", given="Elena", *, born="", listed="2022-11-14", country="Russia / Russie") -> str:
    birth = f"<DateOfBirthOrShipBuildDate>{born}</DateOfBirthOrShipBuildDate>" if born else ""
    return RECORD.format(item=item, last=last, given=given, birth=birth, listed=listed, country=country)


def canada(*records: str) -> bytes:
    return ('<?xml version="1.0" encoding="UTF-8"?><data-set>' + "".join(records) + "</data-set>").encode()


def people(count, first=1, **more) -> list[str]:
    """So many records, each with a name of its own."""
    return [record(item, last=f"Person{item}", **more) for item in range(first, first + count)]


def upload(content: bytes, name="sema-lmes.xml") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def uploaded(content: bytes, by, *, dated=None, key="ca"):
    """What an upload in the browser puts in the queue."""
    return begin_import(source=source(key), uploads=[upload(content)], by=by, dated=dated)


def read(content: bytes, by, **more):
    """Uploaded and read: it waits, or was refused."""
    snapshot = uploaded(content, by, **more)
    go_on(snapshot)
    snapshot.refresh_from_db()
    return snapshot


def applied(content: bytes, by, *, why="", **more):
    """Uploaded, read and applied."""
    snapshot = decide_import(snapshot=read(content, by, **more), by=by, why=why)
    go_on(snapshot)
    snapshot.refresh_from_db()
    return snapshot
