"""Several files that are the pages of one text, read as one."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from readingroom.document import Part, Source
from readingroom.read.file import fingerprint, read
from readingroom.read.restoring import restore

JOINT = "\n\f"
"""What stands between two files: the end of a line, and of a page. It belongs to neither."""


def read_joined(folder: Path, names: Sequence[str], encodings: Sequence[str | None] = ()) -> Source:
    """One file, or several in this order, as one text; `encodings` are theirs, if known.

    Raises ReadingRoomError as `read` does, for the file that can't be read.
    """
    sources = [read(folder, name, encoding) for name, encoding in zip(names, encodings or [None] * len(names), strict=True)]
    if len(sources) == 1:
        return sources[0]
    parts = tuple(Part(s.path, s.sha256, s.size, s.encoding, s.bom, s.line_ends, len(s.text)) for s in sources)
    return Source(
        path=sources[0].path,
        text=JOINT.join(source.text for source in sources),
        sha256=_together([part.sha256 for part in parts]),
        size=sum(part.size for part in parts),
        encoding=sources[0].encoding,
        bom=sources[0].bom,
        line_ends=sources[0].line_ends,
        parts=parts,
        notes=tuple(f"{source.path}: {note}" for source in sources for note in source.notes),
    )


def fingerprint_joined(folder: Path, names: Sequence[str]) -> str:
    """The SHA-256 of a file; of several, that of their hashes in order. Nothing is decoded."""
    return _together([fingerprint(folder, name) for name in names])


def restore_parts(text: str, parts: Sequence[Part]) -> list[bytes]:
    """The bytes of each file, from the joined text. Exact inverse of `read_joined`."""
    out, at = [], 0
    for part in parts:
        out.append(restore(text[at : at + part.length], part.encoding, part.bom, part.line_ends))
        at += part.length + len(JOINT)
    return out


def _together(digests: Sequence[str]) -> str:
    if len(digests) == 1:
        return digests[0]
    return hashlib.sha256(b"".join(map(bytes.fromhex, digests))).hexdigest()
