"""Single bytes of Windows-1252 in a text of another encoding: what pasting between programs leaves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from readingroom.clean.changes import Change

BYTES = "\udc80-\udcff"
_PUNCTUATION = "\udc85\udc91-\udc97"
_LETTERS = "\udcc0-\udcd6\udcd8-\udcf6\udcf8-\udcff"
# alone, beside plain letters: two in a row are a damaged character of the text's own encoding
_FOUND = re.compile(
    rf"""
    (?<![{BYTES}])
    (?: [{_PUNCTUATION}] (?![^\x00-\x7f]) | (?<=[a-zA-Z]) [{_LETTERS}] (?![^\x00-\x7f]) | [{_LETTERS}] (?=[a-zA-Z]) )
    (?![{BYTES}])
    """,
    re.VERBOSE,
)
_BESIDE = re.compile("[\x00-\x7f]")


def read_stray_bytes(line: str) -> Iterator[Change]:
    """A lone byte that is a quotation mark, dash or ellipsis in Windows-1252, or a letter inside a word, is shown as that."""
    for found in _FOUND.finditer(line):
        at = found.start()
        if at == 0 or _BESIDE.match(line[at - 1]):
            yield at, at + 1, bytes([ord(found.group()) - 0xDC00]).decode("cp1252")
