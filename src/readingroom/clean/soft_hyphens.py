"""Soft hyphens: places where a word might be divided. Inside a line they say nothing any more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from readingroom.clean.changes import Change

_INSIDE = re.compile("(?<!\u00ad)\u00ad++(?=\\S)")


def drop_soft_hyphens(line: str) -> Iterator[Change]:
    """Soft hyphens inside a line go. One at its end stays: it says that the word goes on, which is for the joining of lines."""
    for found in _INSIDE.finditer(line):
        yield *found.span(), ""
