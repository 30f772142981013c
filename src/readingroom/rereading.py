"""The text of a document that is converted already, read as it was then."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from readingroom.document import Source
from readingroom.ledger import Ledger
from readingroom.names import actual
from readingroom.read import read_joined
from readingroom.read.line_ends import fold_line_ends, unfold_line_ends
from readingroom.read.mixed import is_mixed


def reread(texts: Path, entry: Ledger) -> Source:
    """The source of a ledger, from its file or files. Its hash may differ: the caller looks.

    Raises ReadingRoomError if it can't be read.
    """
    names = [actual(part.path) for part in entry.parts] or [actual(entry.path)]
    encodings = [part.encoding for part in entry.parts] or [entry.encoding]
    source = read_joined(texts, names)
    if ([part.encoding for part in source.parts] or [source.encoding]) != encodings:  # a person had named it
        source = read_joined(texts, names, [None if is_mixed(name) else name for name in encodings])
    if source.sha256 == entry.sha256 and source.line_ends != entry.line_ends and not source.parts:
        text, line_ends = fold_line_ends(unfold_line_ends(source.text, source.line_ends), separators=False)  # by rules before version 6
        source = replace(source, text=text, line_ends=line_ends)
    return source
