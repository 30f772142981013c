"""One file to one `Source`."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
import stat
from pathlib import Path

from readingroom.document import Source
from readingroom.errors import ReadingRoomError
from readingroom.read.encoding import SAMPLE, Decoded, decode, decode_as
from readingroom.read.restoring import BOMS
from readingroom.read.signatures import markup, recognise

LIMIT = 256 * 1024 * 1024
"""The largest file that is read, in bytes. What is larger is no document; its parts may be."""

CONTROLS, GUESSED = 0.3, 0.05
"""A text has control characters by damage, or for a printer. With more than this share of them a file is binary: the second where its
encoding was guessed, for any bytes at all decode as something."""
ZEROS = 0.1
"""With more than this share of zero bytes a file is binary, whatever the rest looks like."""
FEW = 2
"""So many of them are in any text by accident."""

_CONTROLS = bytes([*range(8), *range(14, 27), *range(28, 32)])  # without backspace and escape, with which old printers and terminals wrote

PADDING = b"\x1a\0"
"""What fills up the last block of a file: Ctrl-Z is the end of a file to DOS and CP/M."""

_SURROGATE = re.compile("[\ud800-\udfff]")

NEAR_EMPTY = 20
"""A text with fewer visible characters than this is noted."""


def read(folder: Path, name: str, encoding: str | None = None) -> Source:
    """Read `folder/name` and decode it, by `encoding` if given.

    ReadingRoomError (codes R-...) says why it can't be read: gone, forbidden, no regular file, too large, empty, binary, or not
    in the given encoding.
    """
    data = _load(folder, name)
    known = recognise(data)
    if known:
        raise ReadingRoomError("R-11", f"this is {known[0]}, not a text", known[1], path=name)
    found = _given(data, name, encoding) if encoding else decode(data)
    _refuse_binary(found, data, name)
    notes = found.notes
    if len("".join(found.text[: 10 * NEAR_EMPTY].split()).strip("\ufeff")) < NEAR_EMPTY:  # else there is enough to be seen
        notes += _nearly_empty(found.text, name)
    if language := markup(data):
        notes += (f"this is {language}: its tags are shown as text",)
    digest = hashlib.sha256(data).hexdigest()
    return Source(name, found.text, digest, len(data), found.encoding, found.bom, found.line_ends, notes=notes)


def fingerprint(folder: Path, name: str) -> str:
    """The SHA-256 of a file's bytes, nothing decoded. Raises ReadingRoomError as `read` does for what can't be opened."""
    return hashlib.sha256(_load(folder, name)).hexdigest()


def _nearly_empty(text: str, name: str) -> tuple[str, ...]:
    """A note if a text has next to no characters that can be seen. Raises R-10 if it has none at all."""
    seen = "".join(text[: 100 * NEAR_EMPTY].split()).strip("\ufeff")
    rest = text[100 * NEAR_EMPTY :].strip()
    if not seen and not rest:
        raise ReadingRoomError("R-10", "the file is empty", "delete it, or put its text in", path=name)
    return (f"nearly empty: {len(seen)} characters",) if len(seen) < NEAR_EMPTY and not rest else ()


def _refuse_binary(found: Decoded, data: bytes, name: str) -> None:
    """Raise if what was decoded is no text: zero bytes and controls in number, or half of a character pair."""
    sample = found.text[:SAMPLE].encode("latin-1", "replace")  # a byte for each character
    sample = sample.rstrip(PADDING) or sample
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    proven = found.encoding == "utf-8" and not found.notes
    if controls <= max(FEW, (CONTROLS if proven else GUESSED) * len(sample)) and sample.count(0) <= max(FEW, ZEROS * len(sample)):
        return
    if data.startswith((BOMS["utf-16-le"], BOMS["utf-16-be"])) and not found.bom:
        raise ReadingRoomError("R-03", "cannot decode as UTF-16: it is cut off inside a character", "get a whole copy", path=name)
    fact = f"this is binary data: {controls} control characters in the first {len(sample)}"
    raise ReadingRoomError("R-11", fact, "take it out of the folder, or save it as text", path=name)


def _given(data: bytes, name: str, encoding: str) -> Decoded:
    """Decode as the curator says. A mark at the beginning is taken off where the encoding has one."""
    hint = "leave the encoding out, or name another: utf-8, cp1252, cp1251, shift_jis"
    try:
        codec = codecs.lookup(encoding).name
        " ".encode(codec)
    except LookupError:
        raise ReadingRoomError("R-13", f"there is no encoding named {encoding!r}", hint, path=name) from None
    codec = {"utf-8-sig": "utf-8", "iso8859-1": "latin-1"}.get(codec, codec)
    if codec in ("utf-16", "utf-32"):
        codec += "-be" if data.startswith(BOMS[codec + "-be"]) else "-le"
    found = decode_as(data, codec, codec in BOMS and data.startswith(BOMS[codec]))
    if found is None or found.notes:
        bad = _SURROGATE.search(found.text) if found else None
        line = found.text.count("\n", 0, bad.start()) + 1 if found and bad else 0
        raise ReadingRoomError("R-03", f"cannot decode as {encoding}", hint, path=name, line=line)
    return found


def _load(folder: Path, name: str) -> bytes:
    """The bytes of a file. Opening never waits: a pipe is not read."""
    path = folder / name
    try:
        if _leads_out(folder, name):
            raise ReadingRoomError("R-04", "the link leads out of the folder", "copy the file into the folder", path=name)
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(handle, "rb") as file:  # noqa: PTH123  a descriptor
            state = os.fstat(handle)
            if not stat.S_ISREG(state.st_mode):
                raise ReadingRoomError("R-06", "this is no regular file", "take it out of the folder", path=name)
            if state.st_size > LIMIT:
                size = f"{state.st_size / 1024 / 1024:.0f} MB, the limit is {LIMIT // 1024 // 1024}"
                raise ReadingRoomError("R-12", f"the file is too large: {size}", "split it into documents", path=name)
            data = file.read(state.st_size + 1)  # memory is set aside for as much as is asked for
            if len(data) > state.st_size:  # it grew
                data += file.read(LIMIT + 1 - len(data))
            if len(data) > LIMIT:
                raise ReadingRoomError("R-12", "the file is too large", "split it into documents", path=name)
            return data
    except FileNotFoundError:
        raise ReadingRoomError("R-09", "the file is gone", "run the command again", path=name) from None
    except (OSError, ValueError, RuntimeError) as error:  # ValueError: a zero in the name; RuntimeError: a loop of links
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadingRoomError("R-08", f"the file can't be read: {reason}", "see who may read it", path=name) from error


def _leads_out(folder: Path, name: str) -> bool:
    """Whether a name points to what is not in the folder. Only a link or a dotted name needs to be resolved: that is slow."""
    parts = name.split("/")
    if ".." not in parts and not any(os.path.islink(os.path.join(folder, *parts[: end + 1])) for end in range(len(parts))):  # noqa: PTH114, PTH118
        return name.startswith("/") or os.path.isabs(name)  # noqa: PTH117
    return not (folder / name).resolve().is_relative_to(folder.resolve())
