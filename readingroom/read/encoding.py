"""Which encoding a file is in. A guess is taken only if the bytes can be rebuilt from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from charset_normalizer import from_bytes

from readingroom.read.line_ends import fold_line_ends
from readingroom.read.restoring import BOMS, errors_for, restore

SAMPLE = 1 << 16
"""How many bytes a guess is made on."""

MOSTLY = 50
"""A file is UTF-8 with damage if it has this many good characters beyond ASCII for each bad byte."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file and what is needed to write it again."""

    text: str  # line feeds only
    encoding: str
    bom: bool
    line_ends: str
    notes: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """Decode bytes of unknown encoding. Always succeeds: in the worst case as Latin-1, where each byte is a character."""
    for encoding, bom in _candidates(data):
        found = decode_as(data, encoding, bom)
        if found is not None:
            return found
    text, ends = fold_line_ends(data.decode("latin-1"))
    return Decoded(text, "latin-1", False, ends, ("the encoding is not known: read as Latin-1",))


def decode_as(data: bytes, encoding: str, bom: bool = False) -> Decoded | None:
    """Decode bytes in a given encoding; None if that can't be undone. Bytes that don't belong are kept as surrogates."""
    body = data[len(BOMS[encoding]) :] if bom else data
    try:
        whole = body.decode(encoding, errors_for(encoding))
    except UnicodeDecodeError:
        return None
    text, ends = fold_line_ends(whole)
    bad = 0 if text.isascii() else len(re.findall("[\ud800-\udfff]", text))
    notes = (f"bytes that are not {encoding.upper()} were kept: {bad}",) if bad else ()
    if encoding == "utf-8" and not bad:
        return Decoded(text, encoding, bom, ends)  # strict UTF-8 is its own proof
    try:
        same = restore(text, encoding, bom, ends) == data
    except ValueError:
        same = False
    return Decoded(text, encoding, bom, ends, notes) if same else None


def _candidates(data: bytes) -> Iterator[tuple[str, bool]]:
    """Encodings to try, the likeliest first, each with whether its mark is there."""
    for encoding, mark in BOMS.items():
        if data.startswith(mark):
            yield encoding, True
    wide = _wide(data)
    if wide:
        yield wide, False
    if _is_utf8(data):
        yield "utf-8", False
    guess = from_bytes(data[:SAMPLE]).best()
    if guess is not None:
        yield guess.encoding, False
    yield "cp1252", False


def _is_utf8(data: bytes) -> bool:
    """Whether this is UTF-8, or was before a few bytes of it were damaged."""
    try:
        data.decode()
    except UnicodeDecodeError:
        text = data.decode("utf-8", "surrogateescape")
        bad = len(re.findall("[\udc80-\udcff]", text))
        good = len(re.findall("[\x80-\ud7ff\ue000-\U0010ffff]", text))
        return good >= MOSTLY * bad
    return True


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, told by where its zero bytes stand."""
    head = data[:SAMPLE]
    if len(head) < 4 or b"\0" not in head:
        return None
    zeros = [head[place::4].count(0) / len(head[place::4]) for place in range(4)]
    if min(zeros[2:]) > 0.9 and zeros[0] < 0.1:
        return "utf-32-le"
    if min(zeros[:2]) > 0.9 and zeros[3] < 0.1:
        return "utf-32-be"
    if zeros[1] > 0.3 and zeros[3] > 0.3 and max(zeros[0], zeros[2]) < 0.05:
        return "utf-16-le"
    if zeros[0] > 0.3 and zeros[2] > 0.3 and max(zeros[1], zeros[3]) < 0.05:
        return "utf-16-be"
    return None
