"""Any number of bad inputs, the same ones each time: `make_bad_inputs(1000)` gives (name, bytes).

Bits flipped, ends cut off, pieces of other files put in, inside compression and zip files too.
"""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

import zstandard

FORMS = Path(__file__).parents[2] / "fixtures" / "formats"


def make_bad_inputs(count: int, seed: str = "bad inputs") -> Iterator[tuple[str, bytes]]:
    """So many names and bytes, of every format in turn."""
    choose = random.Random(seed)
    files = [path for path in sorted(FORMS.iterdir()) if path.suffix != ".sh"]
    pieces = [path.read_bytes() for path in files]
    for number in range(count):
        path = files[number % len(files)]
        data = damage(path.read_bytes(), path.name, pieces, choose)
        yield f"{number:06}-{path.name}", data


def damage(data: bytes, name: str, pieces: list[bytes], choose: random.Random) -> bytes:
    """The bytes with something wrong; half of the packed ones are unpacked before and packed after it."""
    if choose.random() < 0.5:
        if name.endswith(".gz"):
            return gzip.compress(_change(gzip.decompress(data), pieces, choose), mtime=0)
        if name.endswith(".zst"):
            plain = zstandard.ZstdDecompressor().stream_reader(io.BytesIO(data), read_across_frames=True).read()
            return zstandard.compress(_change(plain, pieces, choose))
        if name.endswith((".docx", ".epub")):
            return _change_member(data, pieces, choose)
    return _change(data, pieces, choose)


def _change(data: bytes, pieces: list[bytes], choose: random.Random) -> bytes:
    changed = bytearray(data or b" ")
    kind = choose.choice(("flip", "cut", "splice", "repeat", "drop"))
    at = choose.randrange(len(changed))
    end = min(len(changed), at + choose.choice((1, 16, 256, 4096)))
    if kind == "flip":
        for _ in range(choose.choice((1, 4, 64))):
            changed[choose.randrange(len(changed))] ^= 1 << choose.randrange(8)
    elif kind == "cut":
        del changed[at:]
    elif kind == "splice":
        piece = choose.choice(pieces)
        start = choose.randrange(len(piece))
        changed[at:end] = piece[start : start + 512]
    elif kind == "repeat":
        changed[at:at] = bytes(changed[at:end]) * choose.choice((2, 50, 1000))
    else:
        del changed[at:end]
    return bytes(changed)


def _change_member(data: bytes, pieces: list[bytes], choose: random.Random) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after:
        names = before.namelist()
        target = choose.choice(names)
        for name in names:
            member = before.read(name)
            after.writestr(name, _change(member, pieces, choose) if name == target else member)
    return stream.getvalue()
