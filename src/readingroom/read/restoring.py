"""The way back: from a `Source` to the bytes of its file."""

from __future__ import annotations

import codecs

from readingroom.read import mixed
from readingroom.read.line_ends import unfold_line_ends

BOMS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-32-le": codecs.BOM_UTF32_LE,  # before UTF-16 LE, whose mark is its beginning
    "utf-32-be": codecs.BOM_UTF32_BE,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
}
"""The byte order marks, in the order in which they have to be tried."""


def errors_for(encoding: str) -> str:
    """The error handler that keeps what can't be decoded: lone surrogates in UTF-16 and -32, single bytes everywhere else."""
    return "surrogatepass" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"


def restore(text: str, encoding: str, bom: bool, line_ends: str) -> bytes:
    """The bytes that `read` made a Source of: `restore(s.text, s.encoding, s.bom, s.line_ends)`.

    ValueError (UnicodeEncodeError is one) if the text can't be written so: it was changed, or never came from there.
    """
    data = encode(unfold_line_ends(text, line_ends), encoding, errors_for(encoding))
    return bom_of(encoding) + data if bom else data


def bom_of(encoding: str) -> bytes:
    """The byte order mark of an encoding."""
    return BOMS["utf-8" if mixed.is_mixed(encoding) else encoding]


def encode(text: str, encoding: str, errors: str = "strict") -> bytes:
    """A text in one encoding, or in those of its lines."""
    return mixed.encode(text, encoding, errors) if mixed.is_mixed(encoding) else text.encode(encoding, errors)


def decode_bytes(data: bytes, encoding: str, errors: str = "strict") -> str:
    """The inverse of `encode`."""
    return mixed.decode(data, encoding, errors) if mixed.is_mixed(encoding) else data.decode(encoding, errors)
