"""Control characters: signals to a printer or a terminal that ended up in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from readingroom.clean.changes import Change

CHARACTERS = "\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"
_FOUND = re.compile(
    r"""
      (?P<nothing> \x1b\[ [0-9;]{0,20} [A-Za-z]          # a terminal's colours
                 | (?P<struck>[^\s\x08]) \x08 (?=(?P=struck))  # bold on a typewriter: the letter struck twice
                 | _\x08 (?=\S) | (?<=[^\s_]) \x08_      # underlined on a typewriter
      )
    | (?P<space> [\x0b\x1c-\x1f\x85\u2028\u2029]+ )    # what parts lines, records and fields
    | (?P<byte> [\ud800-\udfff] )                      # a byte that could not be decoded, or half of a character
    | [\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]+
    """,
    re.VERBOSE,
)


def drop_control_characters(line: str) -> Iterator[Change]:
    """Controls go, with the letters struck over by them; separators become a space; what could not be decoded shows as U+FFFD."""
    for found in _FOUND.finditer(line):
        yield *found.span(), " " if found["space"] else "\N{REPLACEMENT CHARACTER}" if found["byte"] else ""
