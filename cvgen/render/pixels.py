"""The bytes of a picture -> how large it is when it is unpacked, by what its first bytes say; nothing is unpacked."""

import itertools
import struct
from collections.abc import Iterator

MOST = 50_000_000
BROKEN = "its file is broken"
# How a camera was held (Exif 2.3, 4.6.4, tag 0x0112): the picture as it was meant, and those that are turned to a side.
UPRIGHT, _SIDEWAYS = 1, 5
_ORIENTATION, _SHORT = 0x0112, 3
_EXIF = b"Exif\0\0"
# The kinds of colour of a PNG (PNG 1.2, 4.1.1): those with alpha, and how many bits a sample of each may have.
_CLEAR = (4, 6)
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
# Of a JPEG, the segments that say its size; all others are skipped by the length that they begin with.
_FRAMES = frozenset((*range(0xC0, 0xD0),)) - {0xC4, 0xC8, 0xCC}
_BARE, _SCAN = frozenset((0x01, *range(0xD0, 0xD9))), 0xDA
# What a block of a GIF begins with.
_EXTENSION, _TRAILER = 0x21, 0x3B


def refusal(data: bytes) -> str:
    """Why a picture cannot be used: "its file is broken", "it has …"; "" where it can be, or is of another kind."""
    if not data.startswith(tuple(_SIZES)):
        return ""
    width, height = size(data)
    if not width or not height:
        return BROKEN
    if width * height > MOST:
        return f"it has {width:,} × {height:,} pixels, and at most {MOST:,} are unpacked"
    return "" if _is_whole(data) else BROKEN


def size(data: bytes) -> tuple[int, int]:
    """How many pixels a picture is wide and high; 0 by 0 for a broken one, and for what is none."""
    kind = next((kind for start, kind in _SIZES.items() if data.startswith(start)), None)
    try:
        return kind(data) if kind else (0, 0)
    except (struct.error, IndexError, ValueError):
        return 0, 0


def is_clear(data: bytes) -> bool:
    """Whether a picture may be seen through: a PNG, a GIF or a WebP that says so."""
    if data.startswith(b"\x89PNG"):
        before = itertools.takewhile(lambda kind: kind != b"IDAT", (kind for kind, *_ in _chunks(data)))
        return data[25] in _CLEAR or b"tRNS" in before
    if data.startswith(b"GIF8"):
        control = data.find(b"\x21\xf9\x04")
        return control >= 0 and any(flags & 1 for flags in data[control + 3 : control + 4])
    return (data[12:16] == b"VP8X" and bool(data[20] & 0x10)) or (data[12:16] == b"VP8L" and bool(data[24] & 0x10))


def shown(data: bytes) -> tuple[int, int]:
    """The same as it is looked at: a photo that was taken upright may be stored on its side."""
    width, height = size(data)
    return (height, width) if orientation(data) >= _SIDEWAYS else (width, height)


def orientation(data: bytes) -> int:
    """How the pixels of a JPEG or a PNG are to be turned, from 1 to 8 as Exif counts; 1 where nothing says so."""
    kind = next((kind for start, kind in _NOTES.items() if data.startswith(start)), None)
    try:
        found = _oriented(kind(data)) if kind else UPRIGHT
    except (struct.error, IndexError, ValueError):
        return UPRIGHT
    return found if UPRIGHT <= found <= 8 else UPRIGHT


def _oriented(note: bytes) -> int:
    """What the first directory of an Exif note says of it."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(note[:4])
    if not order:
        return UPRIGHT
    (start,) = struct.unpack(f"{order}I", note[4:8])
    (count,) = struct.unpack(f"{order}H", note[start : start + 2])
    for at in range(start + 2, start + 2 + 12 * count, 12):
        tag, kind, _, value = struct.unpack(f"{order}HHIH", note[at : at + 10])
        if (tag, kind) == (_ORIENTATION, _SHORT):
            return int(value)
    return UPRIGHT


def _segments(data: bytes) -> Iterator[tuple[int, int]]:
    """The segments of a JPEG, each with its kind and where it begins."""
    at = 2
    while data[at] == 0xFF:
        kind = data[at + 1]
        yield kind, at
        at += 1 if kind == 0xFF else 2 if kind in _BARE else 2 + _length(data, at)


def _length(data: bytes, at: int) -> int:
    """What a segment says of its length, behind its kind."""
    (length,) = struct.unpack(">H", data[at + 2 : at + 4])
    return int(length)


def _jpeg_note(data: bytes) -> bytes:
    for kind, at in _segments(data):
        if kind in _FRAMES:
            break
        if kind == 0xE1 and data.startswith(_EXIF, at + 4):
            return data[at + 4 + len(_EXIF) : at + 2 + _length(data, at)]
    return b""


def _chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The chunks of a PNG, each with its kind, where its content begins and how long it is."""
    at = 8
    while at + 8 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        yield kind, at + 8, length
        at += 12 + length


def _png_note(data: bytes) -> bytes:
    for kind, at, length in _chunks(data):
        if kind == b"IDAT":
            break
        if kind == b"eXIf":
            return data[at : at + length]
    return b""


def _is_whole(data: bytes) -> bool:
    """Whether a file ends where it says, as far as its kind says so: what was cut off shows half a face, or none."""
    if data.startswith(b"\x89PNG"):
        kinds = len(data) > 25 and data[24] in _DEPTHS.get(data[25], ())
        return kinds and any(kind == b"IEND" for kind, *_ in _chunks(data))
    if data.startswith(b"RIFF"):
        return len(data) >= 8 + int.from_bytes(data[4:8], "little")
    try:
        return _jpeg_ends(data) if data.startswith(b"\xff\xd8") else _gif_ends(data)
    except IndexError:
        return False


def _jpeg_ends(data: bytes) -> bool:
    """Whether an end of image stands behind the first scan, in whose pixels 0xFF is never followed by it."""
    scan = next((at for kind, at in _segments(data) if kind == _SCAN), len(data))
    return data.find(b"\xff\xd9", scan) >= 0


def _gif_ends(data: bytes) -> bool:
    """Whether the blocks of a GIF lead to its trailer, or at least to its end (GIF89a, 17 to 27)."""
    at = 13 + _colours(data[10])
    while at != len(data) and data[at] != _TRAILER:
        at += 2 if data[at] == _EXTENSION else 11 + _colours(data[at + 9])
        while length := data[at]:
            at += 1 + length
        at += 1
    return True


def _colours(flags: int) -> int:
    """How many bytes the table of colours takes that these flags tell of."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _png(data: bytes) -> tuple[int, int]:
    return struct.unpack(">II", data[16:24]) if data[12:16] == b"IHDR" else (0, 0)


def _gif(data: bytes) -> tuple[int, int]:
    return struct.unpack("<HH", data[6:10])


def _jpeg(data: bytes) -> tuple[int, int]:
    for kind, at in _segments(data):
        if kind in _FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
    return 0, 0


def _webp(data: bytes) -> tuple[int, int]:
    if data[12:16] == b"VP8X":
        return _three(data, 24) + 1, _three(data, 27) + 1
    if data[12:16] == b"VP8L":
        (bits,) = struct.unpack("<I", data[21:25])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack("<HH", data[26:30])
    return width & 0x3FFF, height & 0x3FFF


def _three(data: bytes, at: int) -> int:
    if len(data) < at + 3:
        raise ValueError(at)
    return int.from_bytes(data[at : at + 3], "little")


_SIZES = {b"\x89PNG": _png, b"\xff\xd8\xff": _jpeg, b"GIF8": _gif, b"RIFF": _webp}
_NOTES = {b"\x89PNG": _png_note, b"\xff\xd8\xff": _jpeg_note}
