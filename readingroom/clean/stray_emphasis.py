"""Markdown marks that stand where no emphasis can be: glued to the word before, as in Ada Quill**8 February 2026**."""

from __future__ import annotations

import re
from collections.abc import Iterator

from readingroom.clean.changes import Change

_GLUED = re.compile(r"(?<=[^\W_])(\*\*\*?)(?=[^\s*])([^*]++)\1(?=\s*$)")


def drop_stray_emphasis(line: str) -> Iterator[Change]:
    """Bold that opens right behind a letter and closes at the end of the line: its marks go, and a space parts what they parted."""
    found = _GLUED.search(line)
    if found and not found.group(2)[-1].isspace():
        width = len(found.group(1))
        yield found.start(), found.start() + width, " "
        yield found.end() - width, found.end(), ""
