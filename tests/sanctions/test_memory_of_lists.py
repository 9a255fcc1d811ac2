"""What files made to exhaust us take, measured in a process of its own: no list is read further than is fair."""

import json
import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from tests.sanctions import bad_files
from tests.sanctions.bad_files import MB, good

#: Of what reading a list may take beyond what the program takes at rest.
MOST_MEMORY = 200 * MB
MEASURE = """
import json, resource, sys, django
django.setup()
from sanctions.lists import FORMATS
from sanctions.lists.opening import head_of, opened
from sanctions.lists.shapes import NotThisList
def used():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
said, before = [], used()
for key, path in json.loads(sys.argv[1]):
    assert FORMATS[key].looks_like(head_of(path)) == ""
    try:
        with opened(path) as stream:
            said.append(f"read {sum(1 for item in FORMATS[key].parse(stream, {}))}")
    except NotThisList as error:
        said.append(str(error))
print(json.dumps([used() - before, said]))
"""


def refusals(*files: tuple[str, Path]) -> list[str]:
    """Why each of these is refused, all in one process; whatever it took was within bounds."""
    command = [sys.executable, "-c", MEASURE, json.dumps([(key, str(path)) for key, path in files])]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, timeout=180, check=True
    )
    taken, said = json.loads(done.stdout)
    assert taken < MOST_MEMORY
    return said


def test_a_bomb_is_noticed_long_before_it_is_unpacked(tmp_path):
    xml, table, book = tmp_path / "list.xml.gz", tmp_path / "list.csv.gz", tmp_path / "list.xlsx"
    xml.write_bytes(bad_files.gzip_bomb(b"<data-set><record/>"))
    table.write_bytes(bad_files.gzip_bomb(good("uk") + (b"x" * 1000 + b"\n") * 200_000))
    book.write_bytes(bad_files.zip_bomb(good("uk-ofsi")))
    said = refusals(("ca", xml), ("uk", table), ("uk-ofsi", book))
    assert "more than 2 MB" in said[0]
    assert "unpacks to far more" in said[1]
    assert "unpacks to far more" in said[2]


def test_one_line_of_300_megabytes(tmp_path):
    files = [(key, tmp_path / key) for key in ("uk", "us-sdn", "opensanctions")]
    for key, path in files:
        bad_files.one_long_line(path, good(key))
        assert path.stat().st_size > 300 * MB
    assert all("has more than 1 MB" in said for said in refusals(*files))


def test_one_xml_element_without_an_end(tmp_path):
    beginnings = {
        "text": (b"<data-set><record><Country>", b"x"),
        "children": (b"<data-set><record>", b"<a/>"),
        "attribute": (b'<data-set><record name="', b"x"),
        "between": (b"<data-set><record/>", b"x"),
        "within": (b"<data-set><record/>", b"<a>"),
    }
    for name, (head, filler) in beginnings.items():
        bad_files.filled(tmp_path / name, head, filler)
    *long, deep = refusals(*(("ca", tmp_path / name) for name in beginnings))
    assert all("One entry of the XML has more than 2 MB" in said for said in long)
    assert "too deep" in deep
