"""Spaces and tabs: an indent is counted in plain spaces, a gap between columns too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from readingroom.clean.changes import Change

TAB = 8
"""Columns from one tab stop to the next: what terminals, printers and pdftotext agree on."""

CHARACTERS = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f"
_RUN = re.compile(f"[ \u3000]*[{CHARACTERS}][ \u3000{CHARACTERS}]*")
_WIDE = "\u2001\u2003"  # em spaces are two columns


def fold_spaces(line: str) -> Iterator[Change]:
    """Tabs are expanded, no-break and printer's spaces become plain ones, wherever they make an indent or a gap.

    A single no-break, thin or hair space between two words or before a mark stays: it is the typography of the text. U+3000 stays.
    """
    shift = 0  # tabs before have widened the line by so much
    for found in _RUN.finditer(line):
        start, end = found.span()
        run = found.group()
        if end - start == 1 and run not in "\t\u2000\u2001\u2002\u2003" and start > 0 and end < len(line):
            continue
        column = start + shift
        after = ""
        for space in run:
            if space == "\t":
                after += " " * (TAB - (column + len(after)) % TAB)
            else:
                after += "  " if space in _WIDE else "\u3000" if space == "\u3000" else " "
        if start and "\t" in run and len(after) == 1 and end < len(line):
            after = "  "  # a tab parts columns even where only one space is left to the stop
        shift += len(after) - len(run)
        yield start, end, after
