"""Ligatures that a typesetter's font left in the text as characters of their own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from readingroom.clean.changes import Change

CHARACTERS = "\ufb00-\ufb06\ufb13-\ufb17"  # Latin and Armenian
_FOUND = re.compile(rf"(?<=[^\W\d_])[{CHARACTERS}]|[{CHARACTERS}](?=[^\W\d_])")


def split_ligatures(line: str) -> Iterator[Change]:
    """A ligature beside a letter becomes its letters: U+FB01 becomes "fi". One by itself, as in a table of characters, stays."""
    for found in _FOUND.finditer(line):
        yield *found.span(), unicodedata.normalize("NFKC", found.group())
