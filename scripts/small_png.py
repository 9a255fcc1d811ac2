"""A screenshot with at most 256 colours, which is a third of its size and looks the same."""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from functools import cache

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST_COLOURS = 256
Colour = tuple[int, ...]


def small(png: bytes) -> bytes:
    """`png` is as Chromium writes it: eight bits to each of three or four channels, not interlaced."""
    chunks = list(_chunks(png))
    width, height, _depth, kind = struct.unpack(">IIBB", chunks[0][1][:10])
    channels = {2: 3, 6: 4}[kind]
    packed = b"".join(data for name, data in chunks if name == b"IDAT")
    lines = list(_lines(zlib.decompress(packed), width * channels, height, channels))
    pixels = [list(zip(*(line[channel::channels] for channel in range(3)), strict=True)) for line in lines]
    palette = [colour for colour, _many in Counter(one for line in pixels for one in line).most_common(MOST_COLOURS)]

    @cache
    def nearest(colour: Colour) -> int:
        return min(range(len(palette)), key=lambda place: _apart(palette[place], colour))

    rows = b"".join(b"\0" + bytes(map(nearest, line)) for line in pixels)
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", bytes(channel for colour in palette for channel in colour)),
        (b"IDAT", zlib.compress(rows, 9)),
        (b"IEND", b""),
    ]
    return SIGNATURE + b"".join(_chunk(name, data) for name, data in parts)


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += length + 12


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _lines(raw: bytes, length: int, height: int, step: int) -> Iterator[bytearray]:
    """The lines as they are, each of which was written as what differs from its neighbours."""
    above = bytearray(length)
    for row in range(height):
        start = row * (length + 1)
        how, line = raw[start], bytearray(raw[start + 1 : start + 1 + length])
        for at in range(length) if how else ():
            left, corner = (line[at - step], above[at - step]) if at >= step else (0, 0)
            guess = (0, left, above[at], (left + above[at]) // 2, _paeth(left, above[at], corner))[how]
            line[at] = (line[at] + guess) & 255
        yield line
        above = line


def _paeth(left: int, up: int, corner: int) -> int:
    along = left + up - corner
    return min((left, up, corner), key=lambda one: abs(along - one))


def _apart(one: Colour, other: Colour) -> int:
    return sum((first - second) ** 2 for first, second in zip(one, other, strict=True))
