"""README's pictures are there, small, and those that `make pictures` takes."""

import re
import struct
import zlib
from pathlib import Path

import pytest

from scripts.pictures import FOLDER, PICTURES, ROOT, SIZE
from scripts.small_png import SIGNATURE, small

pytestmark = pytest.mark.house
MOST_BYTES = 150_000


def test_readme_shows_at_its_head_every_picture_that_the_script_takes_with_its_words():
    readme = Path(ROOT, "README.md").read_text()
    shown = re.findall(r"!\[([^\]]+)\]\(docs/pictures/([\w-]+)\.png\)", readme[: readme.index("\n## ")])
    assert {name: words for words, name in shown} == {name: words for name, (_at, words) in PICTURES.items()}
    assert readme.count("](docs/pictures/") == len(PICTURES)


def test_no_other_picture_is_kept_and_each_is_of_the_size_and_small():
    assert {path.stem for path in FOLDER.iterdir()} == set(PICTURES)
    for path in FOLDER.iterdir():
        png = path.read_bytes()
        assert len(png) <= MOST_BYTES, path
        assert struct.unpack(">II", png[16:24]) == (SIZE["width"], SIZE["height"])


def png(lines, width, channels=3):
    """As Chromium writes it: each line says how it differs from its neighbours."""
    head = struct.pack(">IIBBBBB", width, len(lines), 8, 2 if channels == 3 else 6, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"".join(lines))), (b"IEND", b"")]
    said = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return SIGNATURE + b"".join(said)


@pytest.mark.parametrize(
    ("how", "line"),
    [(0, [9, 9, 9, 8, 8, 8]), (1, [9, 9, 9, 255, 255, 255]), (2, [4, 4, 4, 3, 3, 3]), (3, [7, 7, 7, 1, 1, 1]),
     (4, [4, 4, 4, 255, 255, 255])],
)  # fmt: skip
def test_however_a_line_was_written_it_is_read_and_kept_with_a_palette(how, line):
    """The second line is 9 9 9, 8 8 8, below 5 5 5, 5 5 5; each way says so with other numbers."""
    made = small(png([bytes([0, 5, 5, 5, 5, 5, 5]), bytes([how, *line])], 2))
    palette = made[made.index(b"PLTE") + 4 :][:9]
    rows = zlib.decompress(made[made.index(b"IDAT") + 4 : made.index(b"IEND") - 8])
    seen = [palette[3 * place] for place in (*rows[1:3], *rows[4:6])]
    assert seen == [5, 5, 9, 8]
