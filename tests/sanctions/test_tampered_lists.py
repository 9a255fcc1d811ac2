"""Files with a few bytes changed: whatever comes of it, a list is read or refused, and never stops the worker."""

import random
from datetime import date

import pytest

from core.partial_dates import PartialDate
from sanctions.lists import FORMATS
from sanctions.lists.opening import opened
from sanctions.lists.shapes import NotThisList, ParsedEntry
from tests.sanctions.bad_files import ALL, WORKBOOKS, good, with_part
from tests.tampering import tampered

TIMES = 60
PARTS = (
    "xl/worksheets/sheet1.xml",
    "xl/workbook.xml",
    "xl/styles.xml",
    "xl/_rels/workbook.xml.rels",
    "[Content_Types].xml",
)
INSERTED = (b"\0", b'"', b"<", b"&", b";", b",", b"\xff", b"\n", b"9" * 20, b"/>", b"]]>", b"(1) (2)", b"99/99/9999")


def insist_on_sense(entry: ParsedEntry) -> None:
    """What the tables behind rely on."""
    assert all(name.text for name in entry.names)
    assert all(PartialDate.from_edtf(birth) for birth in entry.births)
    assert not entry.listed_on or date.fromisoformat(entry.listed_on)


@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl.*")
@pytest.mark.parametrize("key", ALL)
def test_a_tampered_file_is_read_or_refused(key, tmp_path):
    chance = random.Random(key)  # the same each time
    path = tmp_path / "list"
    refused = 0
    for _number in range(TIMES):
        content = good(key)
        if key in WORKBOOKS and chance.random() < 0.7:
            content = with_part(content, chance.choice(PARTS), lambda part: tampered(part, chance, INSERTED))
        else:
            content = tampered(content, chance, INSERTED)
        path.write_bytes(content)
        try:
            with opened(str(path)) as stream:
                for item in FORMATS[key].parse(stream, {}):
                    if isinstance(item, ParsedEntry):
                        insist_on_sense(item)
        except NotThisList:
            refused += 1
    assert 0 < refused < TIMES
