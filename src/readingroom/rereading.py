"""The text of a document that is converted already, read as it was then."""

from __future__ import annotations

from pathlib import Path

from readingroom.document import Source
from readingroom.ledger import Ledger
from readingroom.names import actual
from readingroom.read import read_joined
from readingroom.read.mixed import is_mixed


def reread(texts: Path, entry: Ledger) -> Source:
    """The source of a ledger, from its file or files. Its hash may differ: the caller looks.

    Raises ReadingRoomError if it can't be read.
    """
    names = [actual(part.path) for part in entry.parts] or [actual(entry.path)]
    encodings = [part.encoding for part in entry.parts] or [entry.encoding]
    source = read_joined(texts, names)
    if ([part.encoding for part in source.parts] or [source.encoding]) == encodings:
        return source
    return read_joined(texts, names, [None if is_mixed(name) else name for name in encodings])  # a person had named it
