"""Control characters: signals to a printer or a terminal that ended up in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from readingroom.clean.changes import Change

CHARACTERS = "\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"
_FOUND = re.compile(f"([\x0b\x1c-\x1f\x85\u2028\u2029]+)|([\ud800-\udfff])|[{CHARACTERS}]+")


def drop_control_characters(line: str) -> Iterator[Change]:
    """Controls go, line and field separators become a space, and a byte that could not be decoded shows as U+FFFD.

    A backspace with what it struck over is left to the reader: only the control itself goes. Terminal colours keep their letters.
    """
    for found in _FOUND.finditer(line):
        separator, byte = found.groups()
        yield *found.span(), " " if separator else "\N{REPLACEMENT CHARACTER}" if byte else ""
