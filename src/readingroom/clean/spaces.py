"""Spaces and tabs: an indent is counted in plain spaces, a gap between columns too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from readingroom.clean.changes import Change

TAB = 8
"""Columns from one tab stop to the next: what terminals, printers and pdftotext agree on."""

CHARACTERS = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f"
_ANY = f" \u3000{CHARACTERS}"
_RUN = re.compile(f"(?<![{_ANY}])[ \u3000]*+[{CHARACTERS}][{_ANY}]*+")  # the look behind keeps it linear
_TYPOGRAPHIC = "\u00a0\u2004-\u200a\u202f\u205f"  # spaces that a typesetter puts between two words, or before a mark
_SINGLE = re.compile(f"[{_TYPOGRAPHIC}]")
_WIDTHS = {ord(space): " " for space in "\u00a0\u1680\u2000\u2002\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"}
_WIDTHS |= {0x2001: "  ", 0x2003: "  "}  # an em is two columns


def fold_spaces(line: str) -> Iterator[Change]:
    """Where tabs, no-break or printer's spaces make an indent or a gap they become plain spaces, tabs up to the next stop.

    A single no-break, thin or hair space between two words, or between a word and a mark, stays: it is the text's own typography. So
    does U+3000. A tab behind text leaves two spaces at least, since it parts columns.
    """
    shift = 0  # how much wider the line has become on the left
    for found in _RUN.finditer(line):
        start, end = found.span()
        run = found.group()
        if end - start == 1 and start and end < len(line) and _SINGLE.match(run):
            continue
        column = start + shift
        parts: list[str] = []
        width = 0
        for index, part in enumerate(run.translate(_WIDTHS).split("\t")):
            if index:
                stop = TAB - (column + width) % TAB
                if start and stop == 1 and not width:
                    stop += TAB
                parts.append(" " * stop)
                width += stop
            parts.append(part)
            width += len(part)
        after = "".join(parts)
        shift += len(after) - len(run)
        yield start, end, after
